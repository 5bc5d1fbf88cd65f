package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Ollama: its own chats, completions and embeddings, whose counts are on the line that is done. */
final class Ollama extends OpenAiDialect {

    private static final String PROMPT = "prompt_eval_count";
    private static final String OUTPUT = "eval_count";

    @Override
    public String word() {
        return "ollama";
    }

    @Override
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        var counting = documents.stream()
                .filter(line -> line.has(PROMPT) || line.has(OUTPUT))
                .toList();
        var done = Snapshots.only(counting);
        if (done.isEmpty()) {
            return super.calls(documents, stream, askedFor);
        }
        var usage = usage(done.get());
        return List.of(UnderstoodCall.of(word(), Fields.model(Fields.newest(documents, "model"), askedFor), usage)
                .withApproximate(!isWhole(done.get())));
    }

    /** Older versions are silent about a prompt they had in their cache: what went in is unknown then, not zero. */
    private static boolean isWhole(JsonNode line) {
        return line.hasNonNull(PROMPT) && line.path("done").asBoolean(true);
    }

    private static Usage usage(JsonNode line) {
        var tally = new Tally();
        var prompt = Fields.count(line, PROMPT);
        if (prompt.isPresent()) {
            var cached = Fields.count(line, "prompt_eval_cached_count");
            new InclusiveInput(prompt.getAsLong(), cached, OptionalLong.empty(), Kinds.NONE, Kinds.NONE).addTo(tally);
        }
        tally.add(Meter.OUTPUT, Fields.count(line, OUTPUT));
        return tally.usage();
    }
}
