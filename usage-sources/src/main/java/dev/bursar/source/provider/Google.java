package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Google: Gemini API and Vertex, whole, as server-sent events or as an array, and the endpoint in OpenAI's dialect. */
final class Google implements Provider {

    private static final String COUNTS = "usageMetadata";

    @Override
    public String word() {
        return "google";
    }

    @Override
    public List<String> aliases() {
        return List.of("gemini", "vertex");
    }

    @Override
    public List<CallOutcome> read(Payload payload, Optional<String> askedFor) {
        var documents = payload.documents();
        var last = lastCounts(documents);
        return List.of(new CallOutcome.Understood(
                last.isPresent() ? call(payload, last.get(), askedFor) : openAiDialect(documents, askedFor)));
    }

    private UnderstoodCall call(Payload payload, JsonNode counts, Optional<String> askedFor) {
        var documents = payload.documents();
        var usage = usage(counts);
        var tier = Fields.text(counts, "serviceTier").or(() -> Fields.text(counts, "trafficType"));
        return UnderstoodCall.of(word(), Fields.model(Fields.newest(documents, "modelVersion"), askedFor), usage)
                .withResponseId(Fields.newest(documents, "responseId"))
                .withServiceTier(ServiceTiers.of(tier))
                .withApproximate(payload.stream() && !isFinished(documents));
    }

    private UnderstoodCall openAiDialect(List<ObjectNode> documents, Optional<String> askedFor) {
        var usage = ChatUsage.readWithThoughtsInTotalOnly(OpenAi.lastUsage(documents));
        return UnderstoodCall.of(word(), Fields.model(Fields.newest(documents, "model"), askedFor), usage)
                .withResponseId(Fields.newest(documents, "id"))
                .withServiceTier(ServiceTiers.of(Fields.newest(documents, "service_tier")));
    }

    /** Every piece of a stream carries the totals so far: the last replaces those before. */
    private static Optional<JsonNode> lastCounts(List<ObjectNode> documents) {
        for (int i = documents.size() - 1; i >= 0; i--) {
            if (documents.get(i).get(COUNTS) instanceof ObjectNode counts) {
                return Optional.of(counts);
            }
        }
        return Optional.empty();
    }

    /** What a prompt was blocked for ends a stream too. */
    private static boolean isFinished(List<ObjectNode> documents) {
        return documents.stream()
                .anyMatch(document -> document.path("candidates").path(0).hasNonNull("finishReason")
                        || document.path("promptFeedback").hasNonNull("blockReason"));
    }

    /** Thoughts and the prompts of tools come on top; what was cached is inside the prompt. */
    private static Usage usage(JsonNode counts) {
        var tally = new Tally();
        var prompt = Fields.count(counts, "promptTokenCount");
        var tools = Fields.count(counts, "toolUsePromptTokenCount");
        if (prompt.isPresent() || tools.isPresent()) {
            new InclusiveInput(
                            prompt.orElse(0) + tools.orElse(0),
                            Fields.count(counts, "cachedContentTokenCount"),
                            OptionalLong.empty(),
                            Kinds.ofModalities(counts.path("promptTokensDetails"))
                                    .plus(Kinds.ofModalities(counts.path("toolUsePromptTokensDetails"))),
                            Kinds.ofModalities(counts.path("cacheTokensDetails")))
                    .addTo(tally);
        }
        var shown = Fields.count(counts, "candidatesTokenCount");
        if (shown.isPresent()) {
            var kinds =
                    Kinds.ofModalities(counts.path("candidatesTokensDetails")).atMost(shown.getAsLong());
            tally.add(Meter.OUTPUT, shown.getAsLong() - kinds.sum());
            tally.add(Meter.OUTPUT, kinds);
        }
        tally.add(Meter.REASONING, Fields.count(counts, "thoughtsTokenCount"));
        return tally.usage(Fields.count(counts, "totalTokenCount"));
    }
}
