package dev.bursar.source.cli;

import static dev.bursar.source.provider.Fields.count;
import static dev.bursar.source.provider.Fields.countOrZero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/**
 * How much of what each model wrote to caches lives an hour. Older versions split by time to live only what the last turn
 * of the leading model wrote: in a run of several models, or of a session that goes on, that is a part of the totals.
 *
 * @param anHour tokens by model; where a model is absent, nothing is known of it
 * @param doubtful models of which it is not certain
 */
record ClaudeCacheWrites(Map<String, Long> anHour, Set<String> doubtful) {

    ClaudeCacheWrites {
        anHour = Map.copyOf(anHour);
        doubtful = Set.copyOf(doubtful);
    }

    /** @param usage of the last turn */
    static ClaudeCacheWrites of(ObjectNode models, JsonNode usage) {
        var anHour = new HashMap<String, Long>();
        var unsplit = new HashMap<String, Long>();
        models.properties()
                .forEach(model -> count(model.getValue(), "cacheCreationEphemeral1hInputTokens")
                        .ifPresentOrElse(
                                tokens -> anHour.put(model.getKey(), tokens),
                                () -> unsplit.put(
                                        model.getKey(), countOrZero(model.getValue(), "cacheCreationInputTokens"))));
        long ofTurn = countOrZero(usage.path("cache_creation"), "ephemeral_1h_input_tokens");
        if (ofTurn == 0) {
            return new ClaudeCacheWrites(anHour, Set.of());
        }
        var written = count(usage, "cache_creation_input_tokens");
        var same = unsplit.entrySet().stream()
                .filter(model -> written.isPresent() && model.getValue() == written.getAsLong())
                .toList();
        if (same.size() == 1) {
            anHour.put(same.get(0).getKey(), ofTurn);
            return new ClaudeCacheWrites(anHour, Set.of());
        }
        return assigned(
                anHour, unsplit, ofTurn, countOrZero(usage.path("cache_creation"), "ephemeral_5m_input_tokens"));
    }

    /**
     * Whoever wrote most leads: what the turn says is the leader's, then that of the others. A turn of one kind alone stands
     * for the leader's turns before it, so that the running total of an hour never sinks; one of both says nothing of them.
     */
    private static ClaudeCacheWrites assigned(
            Map<String, Long> anHour, Map<String, Long> unsplit, long ofTurn, long shorter) {
        long all = unsplit.values().stream().mapToLong(Long::longValue).sum();
        boolean more = all > ofTurn + shorter;
        long left = more && shorter > 0 ? 0 : ofTurn;
        var doubtful = new HashSet<String>();
        for (var model : mostFirst(unsplit)) {
            long written = model.getValue();
            long least = Math.max(0, ofTurn - (all - written));
            long most = Math.min(written, all - shorter);
            if (least < most) {
                doubtful.add(model.getKey());
            }
            if (left > 0) {
                boolean leads = left == ofTurn && more;
                long given = leads ? written : Math.min(left, written);
                anHour.put(model.getKey(), given);
                left = Math.max(0, left - given);
            }
        }
        return new ClaudeCacheWrites(anHour, doubtful);
    }

    private static List<Entry<String, Long>> mostFirst(Map<String, Long> written) {
        return written.entrySet().stream()
                .sorted(Entry.<String, Long>comparingByValue().reversed().thenComparing(Entry.comparingByKey()))
                .toList();
    }

    boolean isDoubtful(String model) {
        return doubtful.contains(model);
    }
}
