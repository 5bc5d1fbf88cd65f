package dev.bursar.source.cli;

import static dev.bursar.source.provider.Fields.count;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.ModelSpelling;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.source.provider.AnthropicUsage;
import dev.bursar.source.provider.Fields;
import dev.bursar.source.provider.Refusal;
import dev.bursar.source.provider.Tally;
import java.util.List;
import java.util.Optional;

/**
 * The results of one session in an output, one for each turn of its process.
 *
 * @param session empty where the output names none
 */
record ClaudeResults(String session, List<ObjectNode> documents, List<ObjectNode> results) {

    /** @param more whether there is more to the session than its last result counts */
    List<UnderstoodRun> runs(boolean more, Optional<String> askedFor) {
        var last = results.get(results.size() - 1);
        if (!(last.get("modelUsage") instanceof ObjectNode models) || models.isEmpty()) {
            return List.of(withoutModels(last, more || !last.has("modelUsage"), askedFor));
        }
        var price = models.size() == 1 ? price(last.path(Claude.USAGE)) : Runs.Price.PLAIN;
        var mixed = models.size() > 1 && !price(last.path(Claude.USAGE)).equals(Runs.Price.PLAIN);
        var writes = ClaudeCacheWrites.of(models, last.path(Claude.USAGE));
        return models.properties().stream()
                .map(entry -> running(entry.getKey(), entry.getValue(), last, price, more || mixed, writes))
                .toList();
    }

    /** Every model's totals run on by themselves. */
    private UnderstoodRun running(
            String model,
            JsonNode totals,
            ObjectNode result,
            Runs.Price price,
            boolean approximate,
            ClaudeCacheWrites writes) {
        var usage = totals(model, totals, writes);
        boolean beginsAnew = isAllOfThisProcess(usage);
        if (!Dimensions.isValue(model)) {
            throw new Refusal(RejectionReason.MALFORMED, "a model's name is not 1 to 256 printable characters");
        }
        return new UnderstoodRun(
                Runs.call(
                        provider(model, totals),
                        model,
                        usage,
                        Scope.RUN,
                        price,
                        approximate || writes.isDoubtful(model)),
                Sessions.named(session).map(id -> new Series(id + "/" + model, beginsAnew)),
                Sessions.named(session),
                Sessions.run(session, result),
                isError(result));
    }

    /**
     * Whether the turns of this process alone add up to the totals: then nothing of an earlier run is in them, as with
     * the first run of a session, or where a version does not go on with the totals of a session that it resumes.
     */
    private boolean isAllOfThisProcess(Usage totals) {
        var turns = new Tally();
        results.forEach(result -> AnthropicUsage.addTo(turns, result.path(Claude.USAGE)));
        return turns.isEmpty()
                ? totals.tokens() == 0
                : turns.usage().tokensIn() == totals.tokensIn() && turns.usage().tokensOut() == totals.tokensOut();
    }

    /** Nothing was spent, or the version is too old to say by model: then each result counts its own turn. */
    private UnderstoodRun withoutModels(ObjectNode last, boolean approximate, Optional<String> askedFor) {
        var tally = new Tally();
        results.forEach(result -> AnthropicUsage.addTo(tally, result.path(Claude.USAGE)));
        var usage = tally.usage();
        var model = documents.stream()
                .flatMap(document -> Fields.text(document, "model").stream())
                .reduce((earlier, later) -> later)
                .or(() -> askedFor)
                .orElseThrow(() -> new Refusal(
                        RejectionReason.NO_MODEL, "the output names no model, and none was given beside it"));
        return new UnderstoodRun(
                Runs.call(provider(model), model, usage, Scope.RUN, price(last.path(Claude.USAGE)), approximate),
                Optional.empty(),
                Sessions.named(session),
                Sessions.run(session, last),
                isError(last));
    }

    private static Usage totals(String model, JsonNode totals, ClaudeCacheWrites writes) {
        var tally = new Tally();
        tally.add(Meter.INPUT, count(totals, "inputTokens"));
        tally.add(Meter.CACHE_READ, count(totals, "cacheReadInputTokens"));
        var written = count(totals, "cacheCreationInputTokens");
        if (written.isPresent()) {
            long anHour = writes.anHour().getOrDefault(model, 0L);
            // A zero that is not certain is left out: lower than the total before it, it would end the series.
            if (written.getAsLong() > anHour || !writes.isDoubtful(model)) {
                tally.add(Meter.CACHE_WRITE_5M, written.getAsLong() - anHour);
            }
            if (writes.anHour().containsKey(model)) {
                tally.add(Meter.CACHE_WRITE_1H, anHour);
            }
        }
        var output = count(totals, "outputTokens");
        if (output.isPresent()) {
            var thinking = count(totals, "thinkingTokens");
            tally.add(Meter.OUTPUT, output.getAsLong() - thinking.orElse(0));
            tally.add(Meter.REASONING, thinking);
        }
        tally.add(Meter.WEB_SEARCH, count(totals, "webSearchRequests"));
        return tally.usage();
    }

    /** Versions before there was a field for it tell by the spelling of the model. */
    private static String provider(String model, JsonNode totals) {
        return switch (totals.path("provider").asText()) {
            case "bedrock" -> "bedrock";
            case "vertex" -> "google";
            case "" -> provider(model);
            default -> "anthropic";
        };
    }

    static String provider(String model) {
        return ModelSpelling.cloud(model).orElse("anthropic");
    }

    /** Fast mode and the tiers have prices of their own; so has inference that stays in the United States. */
    private static Runs.Price price(JsonNode usage) {
        var tier = "fast".equals(usage.path("speed").textValue())
                ? Optional.of("fast")
                : Fields.text(usage, "service_tier").filter(word -> word.equals("priority") || word.equals("batch"));
        return new Runs.Price(tier, Fields.text(usage, "inference_geo").filter("us"::equals));
    }

    private static boolean isError(ObjectNode result) {
        return result.path("is_error").asBoolean(false);
    }
}
