package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The lines of a batch's results: each is a call of its own, and one that failed does not fail the others. */
final class BatchLines {

    private BatchLines() {}

    /** A batch names each request by the caller's own id; nothing else does. */
    static boolean isIn(Payload payload) {
        return payload.documents().get(0).has("custom_id");
    }

    /**
     * Reads each line.
     *
     * @param body where a line holds the body of its call
     * @param calls what to read from such a body
     */
    static List<CallOutcome> read(
            Payload payload, Function<JsonNode, JsonNode> body, Function<ObjectNode, List<UnderstoodCall>> calls) {
        var outcomes = new ArrayList<CallOutcome>();
        for (int i = 0; i < payload.documents().size(); i++) {
            outcomes.addAll(line(body.apply(payload.documents().get(i)), Integer.toString(i), calls));
        }
        return outcomes;
    }

    private static List<CallOutcome> line(
            JsonNode body, String ordinal, Function<ObjectNode, List<UnderstoodCall>> calls) {
        try {
            if (!(body instanceof ObjectNode object)) {
                throw Refusal.noUsage();
            }
            return calls.apply(object).stream()
                    .map(call -> batched(call, ordinal))
                    .<CallOutcome>map(CallOutcome.Understood::new)
                    .toList();
        } catch (Refusal refusal) {
            return List.of(refusal.outcome());
        }
    }

    /** The body of a batched call does not always say itself that it was batched. */
    private static UnderstoodCall batched(UnderstoodCall call, String ordinal) {
        var part = call.part().map(model -> ordinal + "/" + model).orElse(ordinal);
        return call.withServiceTier(Optional.of(ServiceTiers.BATCH)).withPart(part);
    }
}
