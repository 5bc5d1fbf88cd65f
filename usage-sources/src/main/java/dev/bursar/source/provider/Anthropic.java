package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.source.provider.AnthropicIterations.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Anthropic: messages, whole or streamed, with the iterations behind them, and batch results. */
final class Anthropic implements Provider {

    @Override
    public String word() {
        return "anthropic";
    }

    @Override
    public List<CallOutcome> read(Payload payload, Optional<String> askedFor) {
        if (BatchLines.isIn(payload)) {
            return BatchLines.read(
                    payload, line -> line.path("result").path("message"), message -> calls(message, askedFor, false));
        }
        var calls = payload.stream() || isEvent(payload.last())
                ? streamed(payload.documents(), askedFor)
                : calls(payload.last(), askedFor, false);
        return calls.stream().<CallOutcome>map(CallOutcome.Understood::new).toList();
    }

    private List<UnderstoodCall> streamed(List<ObjectNode> events, Optional<String> askedFor) {
        var stream = AnthropicStream.of(events);
        return calls(stream.message(), askedFor, !stream.complete());
    }

    private static boolean isEvent(ObjectNode document) {
        return document.path("type").asText().startsWith("message_");
    }

    private List<UnderstoodCall> calls(ObjectNode message, Optional<String> askedFor, boolean bound) {
        if (!(message.get("usage") instanceof ObjectNode usage)) {
            throw Refusal.noUsage();
        }
        var model = Fields.model(Fields.text(message, "model"), askedFor);
        var shares = new AnthropicIterations(model, usage).shares();
        var calls = new ArrayList<UnderstoodCall>();
        for (var share : shares) {
            var call = call(share, message, usage).withApproximate(bound || share.approximate());
            calls.add(calls.isEmpty() ? call : call.withPart(share.model()));
        }
        return calls;
    }

    private UnderstoodCall call(Share share, ObjectNode message, JsonNode usage) {
        return UnderstoodCall.of(word(), share.model(), share.usage())
                .withScope(share.scope())
                .withResponseId(Fields.text(message, "id"))
                .withServiceTier(
                        isFast(usage)
                                ? Optional.of(ServiceTiers.FAST)
                                : ServiceTiers.of(Fields.text(usage, "service_tier")))
                .withRegion(Fields.text(usage, "inference_geo").filter("us"::equals));
    }

    /** Fast mode has its own prices and is told apart from the tier. */
    private static boolean isFast(JsonNode usage) {
        return "fast".equals(usage.path("speed").textValue());
    }
}
