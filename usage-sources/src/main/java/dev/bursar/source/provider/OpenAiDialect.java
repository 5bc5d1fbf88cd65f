package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI's dialect, which nearly every provider speaks, beside its own if it has one: chat completions, completions,
 * embeddings, responses, images and audio, whole or streamed, and the output of batches. Many speak Anthropic's too. A
 * provider adds its word, and what it says otherwise.
 */
abstract class OpenAiDialect implements Provider {

    private static final List<String> GROWING =
            List.of("total_tokens", "completion_tokens", "output_tokens", "prompt_tokens", "input_tokens");
    private static final Set<String> UNDER_WAY = Set.of("in_progress", "queued");

    @Override
    public final List<CallOutcome> read(Payload payload, Optional<String> askedFor) {
        if (payload.pieces().stream().anyMatch(this::isBatchLine)) {
            return BatchLines.read(payload, this::batchedBody, body -> calls(List.of(body), false, askedFor));
        }
        return calls(payload.documents(), payload.stream(), askedFor).stream()
                .<CallOutcome>map(CallOutcome.Understood::new)
                .toList();
    }

    /** A batch names each request by the caller's own id; nothing else does. */
    boolean isBatchLine(JsonNode piece) {
        return piece.has("custom_id");
    }

    /** Where a line of a batch holds the body of its call. */
    JsonNode batchedBody(JsonNode line) {
        return line.path("response").path("body");
    }

    /**
     * Reads one body or stream; a provider with words of its own looks for them first.
     *
     * @throws Refusal when it has no counts
     */
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        if (AnthropicMessages.areIn(documents)) {
            return AnthropicMessages.read(word(), documents, askedFor);
        }
        var bodies = documents.stream().map(OpenAiDialect::body).toList();
        var counting = bodies.stream().filter(body -> counts(body).isPresent()).toList();
        var last = Snapshots.last(counting, body -> counts(body).orElseThrow(), OpenAiDialect::isLast, GROWING);
        if (last.isEmpty()) {
            return List.of(call(bodies, bodies.get(bodies.size() - 1), OpenAiMedia.usage(bodies), askedFor));
        }
        requireOneCall(counting);
        var body = last.get();
        var usage = searches(body)
                .map(searches -> usage(body).plus(Meter.WEB_SEARCH, searches))
                .orElseGet(() -> usage(body));
        var call = call(bodies, body, usage, askedFor)
                .withApproximate(stream && !isLast(body) && bodies.stream().noneMatch(OpenAiDialect::isFinished));
        return shares(call, body);
    }

    private static void requireOneCall(List<ObjectNode> counting) {
        if (counting.size() > 1
                && counting.stream()
                                .flatMap(body -> Fields.text(body, "id").stream())
                                .distinct()
                                .count()
                        > 1) {
            throw Refusal.severalCalls();
        }
    }

    /** The counts of a body, where it has some. */
    Optional<ObjectNode> counts(ObjectNode body) {
        return body.get("usage") instanceof ObjectNode usage && (isTokens(usage) || OpenAiMedia.isDuration(usage))
                ? Optional.of(usage)
                : Optional.empty();
    }

    static boolean isTokens(JsonNode usage) {
        return ChatUsage.isIn(usage) || ResponsesUsage.isIn(usage);
    }

    /** What the counts of a chat mean. */
    Usage chat(JsonNode usage) {
        return ChatUsage.read(usage);
    }

    /** The searches that are billed beside the tokens, where there were some. */
    Optional<Long> searches(ObjectNode body) {
        long searches = body.path("output")
                .valueStream()
                .filter(item -> "web_search_call".equals(item.path("type").textValue()))
                // Pages that are opened are not billed.
                .filter(item -> "search".equals(item.path("action").path("type").asText("search")))
                .count();
        return searches == 0 ? Optional.empty() : Optional.of(searches);
    }

    /** The provider's own id of the call. */
    Optional<String> id(List<ObjectNode> bodies) {
        return Fields.newest(bodies, "id");
    }

    /** What the provider says that the call cost. */
    Optional<BigDecimal> reportedCost(ObjectNode usage) {
        return Optional.empty();
    }

    /** The call, or what each model did for it where the body tells them apart. */
    List<UnderstoodCall> shares(UnderstoodCall call, ObjectNode body) {
        return List.of(call);
    }

    private Usage usage(ObjectNode body) {
        var usage = counts(body).orElseThrow();
        if (ChatUsage.isIn(usage)) {
            return chat(usage);
        }
        return ResponsesUsage.isIn(usage)
                ? ResponsesUsage.read(usage, OpenAiMedia.outputKind(body))
                : OpenAiMedia.duration(usage);
    }

    /** What one piece says of the call, the one with the counts says best. */
    private UnderstoodCall call(List<ObjectNode> bodies, ObjectNode counting, Usage usage, Optional<String> askedFor) {
        var pieces = new ArrayList<>(bodies);
        pieces.add(counting);
        var cost = counting.get("usage") instanceof ObjectNode said ? reportedCost(said) : Optional.<BigDecimal>empty();
        return UnderstoodCall.of(word(), Fields.model(Fields.newest(pieces, "model"), askedFor), usage)
                .withResponseId(id(pieces))
                .withServiceTier(ServiceTiers.of(Fields.newest(pieces, "service_tier")))
                .withReportedCost(cost);
    }

    /** Whether counts are those of a whole body, or of the piece that ends a stream. */
    private static Boolean isLast(ObjectNode counting) {
        return counting.path("choices").isEmpty()
                ? !UNDER_WAY.contains(counting.path("status").asText())
                : isFinished(counting);
    }

    private static boolean isFinished(ObjectNode body) {
        return body.path("choices").valueStream().anyMatch(choice -> choice.hasNonNull("finish_reason"));
    }

    /** A stream of the Responses interface wraps the body in its events, as some gateways wrap every body. */
    static ObjectNode body(ObjectNode document) {
        return document.get("response") instanceof ObjectNode wrapped ? wrapped : document;
    }
}
