package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.pricing.Tariff;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The lines of a batch's results: each is a call of its own, and one that failed does not fail the others. */
final class BatchLines {

    private final Function<JsonNode, JsonNode> body;
    private final Function<ObjectNode, List<UnderstoodCall>> calls;
    private final Map<String, JsonNode> requestsByAnswer = new HashMap<>();

    private BatchLines(Function<JsonNode, JsonNode> body, Function<ObjectNode, List<UnderstoodCall>> calls) {
        this.body = body;
        this.calls = calls;
    }

    /**
     * Reads each line.
     *
     * @param body where a line holds the body of its call
     * @param calls what to read from such a body
     */
    static List<CallOutcome> read(
            List<JsonNode> lines, Function<JsonNode, JsonNode> body, Function<ObjectNode, List<UnderstoodCall>> calls) {
        var reading = new BatchLines(body, calls);
        var outcomes = new ArrayList<CallOutcome>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                reading.line(lines.get(i), i).forEach(call -> outcomes.add(new CallOutcome.Understood(call)));
            } catch (Refusal refusal) {
                outcomes.add(refusal.outcome());
            }
        }
        return outcomes;
    }

    /**
     * What a batch says of itself are sums over its calls, which the lines of its output say one by one.
     *
     * @throws Refusal for such a body
     */
    static void requireNoJob(JsonNode body) {
        if ("batch".equals(body.path("object").textValue())) {
            throw new Refusal(
                    RejectionReason.NO_USAGE, "a batch counts no call of its own: post the lines of its output");
        }
    }

    private List<UnderstoodCall> line(JsonNode line, int ordinal) {
        if (!(line instanceof ObjectNode)) {
            throw new Refusal(RejectionReason.MALFORMED, "line " + (ordinal + 1) + " is not a JSON object");
        }
        if (!(body.apply(line) instanceof ObjectNode object)) {
            throw Refusal.noUsage();
        }
        var understood = calls.apply(object);
        boolean named =
                understood.get(0).responseId().filter(id -> isOwn(id, line)).isPresent();
        return understood.stream()
                .map(BatchLines::batched)
                .map(call -> named ? call : apart(call, line, ordinal))
                .toList();
    }

    /** Whether an id tells this line's call from all others; one that another request's answer has too does not. */
    private boolean isOwn(String id, JsonNode line) {
        return EventIdentity.isUnique(id)
                && requestsByAnswer.computeIfAbsent(id, first -> request(line)).equals(request(line));
    }

    /** What a line names its request by; missing where it names none. */
    private static JsonNode request(JsonNode line) {
        return Stream.of("custom_id", "key", "recordId")
                .map(line::path)
                .filter(JsonNode::isTextual)
                .findFirst()
                .orElseGet(() -> line.path("metadata").path("key"));
    }

    /** The body of a batched call does not always say itself that it was batched. */
    private static UnderstoodCall batched(UnderstoodCall call) {
        return call.withServiceTier(
                call.serviceTier().filter(Tariff.UNBILLED::equals).or(() -> Optional.of(ServiceTierName.BATCH)));
    }

    /** Results come in any order: only where nothing else does, their place tells them apart. */
    private static UnderstoodCall apart(UnderstoodCall call, JsonNode line, int ordinal) {
        return call.withResponseId(call.responseId().or(() -> Fields.text(line, "id")))
                .withPart(call.part().map(model -> ordinal + "/" + model).orElse(Integer.toString(ordinal)));
    }
}
