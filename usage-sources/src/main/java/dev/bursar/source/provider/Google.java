package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Google: Gemini API and Vertex, whole, as server-sent events or as an array, batches, Vertex's predictions, and the
 * endpoint in OpenAI's dialect; Anthropic's models at Vertex speak Anthropic's.
 */
final class Google extends OpenAiDialect {

    private static final String COUNTS = "usageMetadata";
    private static final List<String> GROWING = List.of(
            "totalTokenCount", "candidatesTokenCount", "responseTokenCount", "thoughtsTokenCount", "promptTokenCount");

    private static final Meter MAPS = new Meter("maps_grounding");

    @Override
    public String word() {
        return "google";
    }

    @Override
    boolean isBatchLine(JsonNode piece) {
        return super.isBatchLine(piece)
                || !inlined(piece).isMissingNode()
                || piece.path("response").isObject()
                        && (piece.has("key")
                                || piece.has("processed_time")
                                || piece.path("metadata").has("key"));
    }

    /** A batch without files has its results in the job itself. */
    @Override
    Stream<JsonNode> batchLines(JsonNode piece) {
        return inlined(piece).isMissingNode()
                ? Stream.of(piece)
                : inlined(piece).valueStream();
    }

    private static JsonNode inlined(JsonNode job) {
        return job.path("response").path("inlinedResponses").path("inlinedResponses");
    }

    @Override
    JsonNode batchedBody(JsonNode line) {
        var body = super.batchedBody(line);
        return body.isObject() ? body : line.path("response");
    }

    @Override
    List<UnderstoodCall> calls(List<ObjectNode> pieces, boolean stream, Optional<String> askedFor) {
        var documents = bodies(LibraryNames.camelCase(pieces, piece -> piece.has("usage_metadata")));
        requireOneTurn(documents);
        var counting = new ArrayList<ObjectNode>();
        for (var document : documents) {
            if (document.get(COUNTS) instanceof ObjectNode) {
                counting.add(document);
            }
        }
        if (!counting.isEmpty()) {
            var last = Collections.max(counting, Snapshots.growing(document -> document.get(COUNTS), GROWING));
            var call = call(documents, last, askedFor);
            boolean bound = stream && documents.stream().noneMatch(document -> isEnd(document, last));
            return List.of(call.withApproximate(bound || call.approximate()));
        }
        return VertexPredictions.usage(documents)
                .map(usage ->
                        UnderstoodCall.of(word(), Fields.model(Fields.newest(documents, "model"), askedFor), usage))
                .or(() -> GeminiInteractions.read(pieces, stream, askedFor))
                .map(List::of)
                .orElseGet(() -> super.calls(pieces, stream, askedFor));
    }

    /** Each turn of a live session is billed with all that came before it, and counted apart. */
    private static void requireOneTurn(List<ObjectNode> documents) {
        if (documents.size() > 1
                && documents.stream().filter(Google::endsTurn).distinct().count() > 1) {
            throw Refusal.severalCalls();
        }
    }

    private static boolean endsTurn(JsonNode document) {
        return document.path("serverContent").path("turnComplete").asBoolean();
    }

    @Override
    Usage chat(JsonNode usage) {
        return ChatUsage.readWithThoughtsInTotalOnly(usage);
    }

    private UnderstoodCall call(List<ObjectNode> documents, ObjectNode counting, Optional<String> askedFor) {
        var counts = counting.get(COUNTS);
        var tier = Fields.text(counts, "serviceTier").or(() -> Fields.text(counts, "trafficType"));
        var usage = GeminiUsage.read(counts);
        var model = Fields.model(Fields.newest(documents, "modelVersion"), askedFor);
        var searches = GeminiUsage.searches(documents, model);
        var billed = searches == 0 ? usage : usage.plus(Meter.WEB_SEARCH, searches);
        boolean maps = GeminiUsage.hasMaps(documents);
        return UnderstoodCall.of(word(), model, maps ? billed.plus(MAPS, 1) : billed)
                // Newer models bill each query of the maps, of which the body does not say how many there were.
                .withApproximate(maps && !GeminiUsage.isBilledByPrompt(model))
                .withResponseId(Fields.newest(documents, "responseId"))
                .withServiceTier(ServiceTierName.of(tier));
    }

    /** Each step of an answer that runs code ends with a reason, too: only the one that counts most is the end. */
    private static boolean isEnd(ObjectNode document, ObjectNode last) {
        var counts = document.path(COUNTS);
        return isLast(document)
                && (counts.isMissingNode()
                        || counts.path(GROWING.get(0)).equals(last.path(COUNTS).path(GROWING.get(0))));
    }

    /** What a prompt was blocked for ends a stream too. */
    private static boolean isLast(ObjectNode document) {
        return endsTurn(document)
                || document.path("candidates").path(0).hasNonNull("finishReason")
                || document.path("promptFeedback").hasNonNull("blockReason");
    }
}
