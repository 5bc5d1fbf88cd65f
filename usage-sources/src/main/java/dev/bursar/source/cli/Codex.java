package dev.bursar.source.cli;

import static dev.bursar.source.provider.Fields.count;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import dev.bursar.source.provider.Refusal;
import dev.bursar.source.provider.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codex: JSON lines. What a completed turn says is the running total of its thread, over all of its runs; the model is
 * nowhere in it, and a turn that failed says nothing. {@link CodexEvents} are another form of the same.
 */
final class Codex implements Tool {

    private static final String TYPE = "type";
    private static final String COMPLETED = "turn.completed";
    private static final String FAILED = "turn.failed";
    private static final String THREAD = "thread_id";

    @Override
    public String word() {
        return "codex";
    }

    @Override
    public String usageOption() {
        return "codex exec --json";
    }

    @Override
    public boolean prints(ObjectNode document) {
        return document.path(TYPE).asText().matches("(thread|turn|item)\\..+|error") || CodexEvents.prints(document);
    }

    @Override
    public void keep(ObjectNode document, List<ObjectNode> kept) {
        if (CodexEvents.prints(document)) {
            CodexEvents.keep(document, kept);
            return;
        }
        switch (document.path(TYPE).asText()) {
            case "thread.started" -> kept.add(Excerpt.of(document, TYPE, THREAD));
            case "turn.started", FAILED -> kept.add(Excerpt.of(document, TYPE));
            case COMPLETED -> {
                var turn = Excerpt.of(document, TYPE);
                Excerpt.put(
                        turn,
                        "usage",
                        document,
                        "input_tokens",
                        "cached_input_tokens",
                        "cache_write_input_tokens",
                        "output_tokens",
                        "reasoning_output_tokens");
                // Totals of earlier turns of this thread are in these.
                while (!kept.isEmpty() && !kept.get(kept.size() - 1).has(THREAD)) {
                    kept.remove(kept.size() - 1);
                }
                kept.add(turn);
            }
            default -> {
                // Items hold what was said and done, not what it took.
            }
        }
    }

    @Override
    public List<UnderstoodRun> read(List<ObjectNode> kept, boolean cut, Optional<String> askedFor) {
        var runs = new ArrayList<UnderstoodRun>();
        runs.addAll(CodexEvents.runs(kept.stream().filter(CodexEvents::prints).toList(), cut, askedFor));
        Sessions.of(
                        kept.stream()
                                .filter(document -> !CodexEvents.prints(document))
                                .toList(),
                        THREAD)
                .forEach((thread, documents) ->
                        run(thread, documents, cut, askedFor).ifPresent(runs::add));
        if (runs.isEmpty()) {
            throw new Refusal(
                    RejectionReason.NO_USAGE,
                    kept.stream().anyMatch(document -> isOf(document, FAILED))
                            ? "the turn failed, and codex prints no usage of a turn that failed"
                            : "the output ends before its turn is completed");
        }
        return runs;
    }

    private Optional<UnderstoodRun> run(
            String thread, List<ObjectNode> documents, boolean cut, Optional<String> askedFor) {
        ObjectNode total = null;
        boolean more = false;
        boolean failed = false;
        for (var document : documents) {
            if (isOf(document, COMPLETED) && document.has("usage")) {
                total = document;
                more = false;
            } else if (!document.has(THREAD)) {
                more = true;
            }
            failed = isOf(document, FAILED);
        }
        if (total == null) {
            return Optional.empty();
        }
        var model = askedFor.orElseThrow(() -> new Refusal(
                RejectionReason.NO_MODEL, "codex does not print its model: say beside the output which it was"));
        var call = Runs.call("openai", model, usage(total.get("usage")), more || cut);
        return Optional.of(new UnderstoodRun(
                call,
                Sessions.named(thread).map(id -> new Series(id, false)),
                Sessions.named(thread),
                Sessions.run(thread, total),
                failed));
    }

    /** What was read from and written to a cache is inside the input, reasoning inside the output. */
    static Usage usage(JsonNode usage) {
        var tally = new Tally();
        var input = count(usage, "input_tokens");
        var cached = count(usage, "cached_input_tokens");
        var written = count(usage, "cache_write_input_tokens");
        if (input.isPresent()) {
            tally.add(Meter.INPUT, input.getAsLong() - cached.orElse(0) - written.orElse(0));
        }
        tally.add(Meter.CACHE_READ, cached);
        tally.add(Meter.CACHE_WRITE_5M, written);
        var output = count(usage, "output_tokens");
        var reasoning = count(usage, "reasoning_output_tokens");
        if (output.isPresent()) {
            tally.add(Meter.OUTPUT, output.getAsLong() - reasoning.orElse(0));
            tally.add(Meter.REASONING, reasoning);
        }
        return tally.usage();
    }

    private static boolean isOf(ObjectNode document, String type) {
        return document.path(TYPE).asText().equals(type);
    }
}
