package dev.bursar.source.cli;

import static dev.bursar.source.provider.Fields.count;
import static dev.bursar.source.provider.Fields.countOrZero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.source.provider.Fields;
import dev.bursar.source.provider.Refusal;
import dev.bursar.source.provider.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gemini CLI: one document at the end, or JSON lines whose last has the counts; both by model, of this process alone. */
final class Gemini implements Tool {

    private static final String TYPE = "type";
    private static final String SESSION = "session_id";
    private static final String STATS = "stats";
    private static final Set<String> TYPES = Set.of("init", "message", "tool_use", "tool_result", "result", "error");
    /** A choice among models, and none itself. */
    private static final String AUTO = "auto";

    @Override
    public String word() {
        return "gemini";
    }

    @Override
    public String usageOption() {
        return "--output-format json (or stream-json)";
    }

    @Override
    public boolean prints(ObjectNode document) {
        return document.has(STATS)
                || (document.has(SESSION) && (document.has("response") || document.has("error")))
                || TYPES.contains(document.path(TYPE).asText());
    }

    @Override
    public void keep(ObjectNode document, List<ObjectNode> kept) {
        if (document.get(STATS) instanceof ObjectNode stats) {
            var excerpt = Excerpt.of(document, TYPE, SESSION, "status");
            excerpt.set(STATS, counts(stats));
            kept.add(excerpt);
        } else if (document.has("error") || document.path(TYPE).asText().equals("init")) {
            kept.add(Excerpt.of(document, TYPE, SESSION, "model"));
        }
    }

    private static ObjectNode counts(ObjectNode stats) {
        var counts = streamed(stats);
        if (stats.get("models") instanceof ObjectNode models) {
            var byModel = counts.putObject("models");
            for (var model : models.properties()) {
                var one = streamed(model.getValue());
                Excerpt.put(one, "api", model.getValue(), "totalRequests", "totalErrors");
                Excerpt.put(
                        one, "tokens", model.getValue(), "prompt", "candidates", "total", "cached", "thoughts", "tool");
                byModel.set(model.getKey(), one);
            }
        }
        return counts;
    }

    private static ObjectNode streamed(JsonNode from) {
        return Excerpt.of(from, "total_tokens", "input_tokens", "output_tokens", "cached");
    }

    @Override
    public List<UnderstoodRun> read(List<ObjectNode> kept, boolean cut, Optional<String> askedFor) {
        var runs = new ArrayList<UnderstoodRun>();
        Sessions.of(kept, SESSION)
                .forEach((session, documents) -> documents.stream()
                        .filter(document -> document.has(STATS))
                        .forEach(document -> runs.addAll(runs(session, document, named(documents, askedFor)))));
        if (runs.isEmpty()) {
            throw new Refusal(RejectionReason.NO_USAGE, "the output has no stats, which gemini prints at its end");
        }
        return runs;
    }

    private static Optional<String> named(List<ObjectNode> documents, Optional<String> askedFor) {
        return documents.stream()
                .flatMap(document -> Fields.text(document, "model").stream())
                .filter(model -> !model.equals(AUTO))
                .findFirst()
                .or(() -> askedFor);
    }

    private List<UnderstoodRun> runs(String session, ObjectNode document, Optional<String> model) {
        var stats = document.get(STATS);
        var failed = "error".equals(document.path("status").textValue());
        if (!(stats.get("models") instanceof ObjectNode models) || models.isEmpty()) {
            var whole = stats.has("total_tokens") ? stats : Json.object().put("total_tokens", 0);
            return List.of(run(session, document, model.orElseThrow(Gemini::noModel), whole, failed));
        }
        return models.properties().stream()
                .map(entry -> run(session, document, model(entry.getKey()), entry.getValue(), failed))
                .toList();
    }

    private UnderstoodRun run(String session, ObjectNode document, String model, JsonNode counts, boolean failed) {
        boolean whole = counts.has("tokens");
        var usage = whole ? usage(counts.get("tokens")) : streamedUsage(counts);
        var requests = counts.path("api");
        // One call that was answered is a call; retries cost nothing. Lines don't say how many there were.
        boolean one = whole && countOrZero(requests, "totalRequests") - countOrZero(requests, "totalErrors") == 1;
        return new UnderstoodRun(
                Runs.call("google", model, usage, one ? Scope.CALL : Scope.RUN, Runs.Price.PLAIN, false),
                Optional.empty(),
                Sessions.named(session),
                Sessions.run(session, document),
                failed);
    }

    /** What was cached is inside the prompt; what tools brought in is not, nor are thoughts inside the candidates. */
    private static Usage usage(JsonNode tokens) {
        var tally = new Tally();
        var cached = count(tokens, "cached");
        var prompt = count(tokens, "prompt");
        if (prompt.isPresent()) {
            tally.add(Meter.INPUT, prompt.getAsLong() - cached.orElse(0));
        }
        tally.add(Meter.INPUT, countOrZero(tokens, "tool"));
        tally.add(Meter.CACHE_READ, cached);
        tally.add(Meter.OUTPUT, count(tokens, "candidates"));
        tally.add(Meter.REASONING, count(tokens, "thoughts"));
        return tally.usage(count(tokens, "total"));
    }

    /** Thoughts are only in the total here. */
    private static Usage streamedUsage(JsonNode counts) {
        var tally = new Tally();
        var cached = countOrZero(counts, "cached");
        long input = countOrZero(counts, "input_tokens");
        long output = countOrZero(counts, "output_tokens");
        tally.add(Meter.INPUT, input - cached);
        tally.add(Meter.CACHE_READ, cached);
        tally.add(Meter.OUTPUT, output);
        var total = count(counts, "total_tokens");
        if (total.isPresent()) {
            tally.add(Meter.REASONING, total.getAsLong() - input - output);
        }
        return tally.usage();
    }

    private static String model(String name) {
        if (!Dimensions.isValue(name)) {
            throw new Refusal(RejectionReason.MALFORMED, "a model's name is not 1 to 256 printable characters");
        }
        return name;
    }

    private static Refusal noModel() {
        return new Refusal(RejectionReason.NO_MODEL, "the output names no model, and none was given beside it");
    }
}
