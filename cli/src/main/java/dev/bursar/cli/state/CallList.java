package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.UsageEventJson;
import java.time.Instant;
import java.util.Optional;

/** The calls of a state file, those of ours in the order of time; what others wrote there keeps its place. */
record CallList(ArrayNode calls) {

    boolean has(String id) {
        return find(id) >= 0;
    }

    void remove(String id) {
        int place = find(id);
        if (place >= 0) {
            calls.remove(place);
        }
    }

    void insert(ObjectNode call) {
        int place = calls.size();
        while (place > 0 && isLater(calls.get(place - 1), call)) {
            place--;
        }
        calls.insert(place, call);
    }

    private int find(String id) {
        for (int i = 0; i < calls.size(); i++) {
            if (id.equals(calls.get(i).path("id").textValue())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLater(JsonNode other, JsonNode call) {
        var itsTime = time(other);
        if (itsTime.isEmpty() || !other.path("id").isTextual()) {
            return false;
        }
        int order = itsTime.get().compareTo(time(call).orElseThrow());
        return order == 0
                ? other.path("id").textValue().compareTo(call.path("id").textValue()) > 0
                : order > 0;
    }

    private static Optional<Instant> time(JsonNode call) {
        return UsageEventJson.readTime(call.path("timestamp").asText());
    }
}
