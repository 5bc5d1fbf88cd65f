package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.pricing.Tariff;
import dev.bursar.source.provider.AnthropicIterations.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Anthropic's messages, whole or streamed, with the iterations behind them, whoever hosts the model. */
final class AnthropicMessages {

    private AnthropicMessages() {}

    /** Whether others than Anthropic itself speak its dialect here. */
    static boolean areIn(List<ObjectNode> documents) {
        for (var document : documents) {
            var type = type(document);
            if (type.equals("message") || isEvent(type) || isUsage(document.path("usage"))) {
                return true;
            }
        }
        return false;
    }

    /** Gateways put these words beside those of a chat, whose counts have them inside. */
    private static boolean isUsage(JsonNode usage) {
        return usage.has("cache_creation_input_tokens") && !ChatUsage.isIn(usage);
    }

    /**
     * Reads one message of a host who says what it cost; where several models took part, which of them did is not said.
     *
     * @param cost what some counts say of it
     */
    static List<UnderstoodCall> read(
            String provider,
            List<ObjectNode> documents,
            Optional<String> askedFor,
            Function<ObjectNode, Optional<BigDecimal>> cost) {
        var calls = read(provider, documents, askedFor);
        if (calls.size() > 1) {
            return calls;
        }
        var reported = documents.stream()
                .flatMap(document -> Stream.of(
                        document.get("usage"), document.path("message").get("usage")))
                .flatMap(usage -> usage instanceof ObjectNode counts ? cost.apply(counts).stream() : Stream.empty())
                .max(Comparator.naturalOrder());
        return List.of(calls.get(0).withReportedCost(reported));
    }

    /**
     * Reads one message: a call, and one more for each other model that took part.
     *
     * @param provider the word of who hosts the model
     * @throws Refusal when it has no counts
     */
    static List<UnderstoodCall> read(String provider, List<ObjectNode> documents, Optional<String> askedFor) {
        if (documents.size() > 1 || isEvent(type(documents.get(0)))) {
            requireStream(documents);
            var streamed = AnthropicStream.of(documents);
            return calls(provider, streamed.message(), !streamed.complete(), askedFor);
        }
        return calls(provider, documents.get(0), false, askedFor);
    }

    private static List<UnderstoodCall> calls(
            String provider, ObjectNode message, boolean bound, Optional<String> askedFor) {
        if (!(message.get("usage") instanceof ObjectNode usage)) {
            throw Refusal.noUsage();
        }
        var refusals = new AnthropicRefusals(message);
        var model = Fields.model(refusals.servedBy().or(() -> Fields.text(message, "model")), askedFor);
        var shares = new AnthropicIterations(model, usage, refusals).shares();
        var calls = new ArrayList<UnderstoodCall>();
        for (var share : shares) {
            var call = call(provider, share, message, usage).withApproximate(bound || share.approximate());
            calls.add(calls.isEmpty() ? call : call.withPart(share.model()));
        }
        if (refusals.isUnbilled() && calls.get(0).usage().tokensOut() == 0) {
            calls.set(0, calls.get(0).withServiceTier(Optional.of(Tariff.UNBILLED)));
        }
        return calls;
    }

    private static UnderstoodCall call(String provider, Share share, ObjectNode message, JsonNode usage) {
        return UnderstoodCall.of(provider, share.model(), share.usage())
                .withScope(share.scope())
                .withResponseId(Fields.text(message, "id"))
                .withServiceTier(
                        isFast(usage)
                                ? Optional.of(ServiceTierName.FAST)
                                : ServiceTierName.of(Fields.text(usage, "service_tier")))
                .withRegion(Fields.text(usage, "inference_geo").filter("us"::equals));
    }

    /** Fast mode has its own prices and is told apart from the tier. */
    private static boolean isFast(JsonNode usage) {
        return "fast".equals(usage.path("speed").textValue());
    }

    private static String type(JsonNode document) {
        return document.path("type").asText();
    }

    /** Some of its pieces are not the messages', pings among them; but without any of them it is no stream. */
    private static void requireStream(List<ObjectNode> documents) {
        if (documents.stream()
                                .map(document -> document.path("usage"))
                                .filter(JsonNode::isObject)
                                .count()
                        > 1
                && documents.stream().map(AnthropicMessages::type).noneMatch(AnthropicMessages::isEvent)) {
            throw Refusal.severalCalls();
        }
    }

    private static boolean isEvent(String type) {
        return type.startsWith("message_");
    }
}
