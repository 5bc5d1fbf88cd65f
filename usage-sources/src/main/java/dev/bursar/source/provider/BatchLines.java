package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The lines of a batch's results: each is a call of its own, and one that failed does not fail the others. */
final class BatchLines {

    private BatchLines() {}

    /**
     * Reads each line.
     *
     * @param body where a line holds the body of its call
     * @param calls what to read from such a body
     */
    static List<CallOutcome> read(
            Payload payload, Function<JsonNode, JsonNode> body, Function<ObjectNode, List<UnderstoodCall>> calls) {
        var outcomes = new ArrayList<CallOutcome>();
        for (int i = 0; i < payload.pieces().size(); i++) {
            try {
                outcomes.addAll(line(payload.pieces().get(i), i, body, calls));
            } catch (Refusal refusal) {
                outcomes.add(refusal.outcome());
            }
        }
        return outcomes;
    }

    private static List<CallOutcome> line(
            JsonNode line,
            int ordinal,
            Function<JsonNode, JsonNode> body,
            Function<ObjectNode, List<UnderstoodCall>> calls) {
        if (!(line instanceof ObjectNode)) {
            throw new Refusal(RejectionReason.MALFORMED, "line " + (ordinal + 1) + " is not a JSON object");
        }
        if (!(body.apply(line) instanceof ObjectNode object)) {
            throw Refusal.noUsage();
        }
        return calls.apply(object).stream()
                .map(call -> batched(call, line, ordinal))
                .<CallOutcome>map(CallOutcome.Understood::new)
                .toList();
    }

    /** The body of a batched call does not always say itself that it was batched, nor which call it is. */
    private static UnderstoodCall batched(UnderstoodCall call, JsonNode line, int ordinal) {
        return call.withServiceTier(Optional.of(ServiceTiers.BATCH))
                .withResponseId(call.responseId().or(() -> Fields.text(line, "id")))
                .withPart(call.part().map(model -> ordinal + "/" + model).orElse(Integer.toString(ordinal)));
    }
}
