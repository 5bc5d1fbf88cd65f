package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        if (isBatch(payload)) {
            var lines = payload.pieces().stream().flatMap(this::batchLines).toList();
            return BatchLines.read(lines, this::batchedBody, body -> calls(List.of(body), false, askedFor));
        }
        var outcomes = new ArrayList<CallOutcome>();
        for (var call : calls(payload.documents(), payload.stream(), askedFor)) {
            outcomes.add(new CallOutcome.Understood(call.withApproximate(call.approximate() || payload.torn())));
        }
        return List.copyOf(outcomes);
    }

    private boolean isBatch(Payload payload) {
        for (var piece : payload.pieces()) {
            if (isBatchLine(piece)) {
                return true;
            }
        }
        return false;
    }

    /** A batch names each request by the caller's own id; nothing else does. */
    boolean isBatchLine(JsonNode piece) {
        return piece.has("custom_id");
    }

    /** The lines of a piece of a batch. */
    Stream<JsonNode> batchLines(JsonNode piece) {
        return Stream.of(piece);
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
            return AnthropicMessages.read(word(), documents, askedFor, this::reportedCost);
        }
        var bodies = bodies(documents);
        var counting = new ArrayList<ObjectNode>();
        for (var body : bodies) {
            BatchLines.requireNoJob(body);
            if (counts(body).isPresent()) {
                counting.add(body);
            }
        }
        if (counting.isEmpty()) {
            return List.of(call(bodies, bodies.get(bodies.size() - 1), OpenAiMedia.usage(bodies), askedFor));
        }
        var counted = Snapshots.last(counting, body -> counts(body).orElseThrow(), OpenAiDialect::isLast, GROWING);
        requireOneCall(counting);
        var last = ResponsesTools.whole(counted, bodies);
        var call = call(bodies, last, usage(last).plus(beside(last)), askedFor);
        if (stream && !isLast(last) && bodies.stream().noneMatch(OpenAiDialect::isFinished)) {
            call = call.withApproximate(true);
        }
        return shares(call, last);
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

    /** How many searches are billed beside the tokens. */
    long searches(ObjectNode body) {
        return ResponsesTools.searches(body);
    }

    /** What else is billed beside the tokens. */
    Usage beside(ObjectNode body) {
        long searches = searches(body);
        return searches == 0 ? Usage.NONE : Usage.of(Meter.WEB_SEARCH, searches);
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
        return Stream.concat(Stream.of(call), ResponsesTools.images(call, body).stream())
                .toList();
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
        var pieces = bodies.size() == 1
                ? bodies
                : Stream.concat(bodies.stream(), Stream.of(counting)).toList();
        return new UnderstoodCall(
                word(),
                Fields.model(Fields.newest(pieces, "model").or(() -> ofSession(pieces, "model")), askedFor),
                id(pieces).or(() -> ofSession(List.of(counting), "id")),
                Optional.empty(),
                usage,
                Scope.CALL,
                ServiceTierName.of(Fields.newest(pieces, "service_tier")),
                Optional.empty(),
                false,
                counting.get("usage") instanceof ObjectNode said ? reportedCost(said) : Optional.empty());
    }

    /** Events of a live session name what the session as a whole has beside them. */
    private static Optional<String> ofSession(List<ObjectNode> pieces, String name) {
        return Fields.newest(pieces.stream().map(piece -> piece.path("session")).toList(), name);
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

    /** Streams of the Responses interface wrap the body in their events, as some gateways wrap every body. */
    static List<ObjectNode> bodies(List<ObjectNode> documents) {
        if (documents.size() == 1) {
            return List.of(body(documents.get(0)));
        }
        return documents.stream().map(OpenAiDialect::body).toList();
    }

    private static ObjectNode body(ObjectNode document) {
        return document.get("response") instanceof ObjectNode wrapped ? wrapped : document;
    }
}
