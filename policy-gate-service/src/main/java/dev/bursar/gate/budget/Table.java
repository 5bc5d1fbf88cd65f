package dev.bursar.gate.budget;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/**
 * A compacted topic in memory. One thread writes, any thread reads, none waits. Whenever the topic has to be read anew,
 * readers see the former rows until the new ones are complete: what was taken away meanwhile is gone then.
 */
final class Table<K, V> {

    private final BinaryOperator<V> replace;
    private Map<K, V> filling = new HashMap<>();
    private volatile Map<K, V> live = new ConcurrentHashMap<>();
    private volatile boolean complete;
    private volatile boolean servable;
    private volatile long changes;
    private volatile Snapshot<V> snapshot = new Snapshot<>(0, List.of());

    private record Snapshot<V>(long changes, List<V> rows) {}

    /** @param replace of a row and the one that follows it under the same key, the one that counts */
    Table(BinaryOperator<V> replace) {
        this.replace = replace;
    }

    /** The topic will be read from its beginning. */
    void begin() {
        complete = false;
        filling = new HashMap<>();
    }

    void put(K key, V row) {
        rows(complete).merge(key, row, replace);
        touched();
    }

    void remove(K key) {
        rows(complete).remove(key);
        touched();
    }

    /** All that was there when reading began has been read. */
    void caughtUp() {
        if (!complete) {
            live = new ConcurrentHashMap<>(filling);
            filling = new HashMap<>();
            complete = true;
            servable = true;
            touched();
        }
    }

    /** Whether every row of the topic is here, and none is missing because it is being read anew. */
    boolean isComplete() {
        return complete;
    }

    /** Whether it was complete once: what is here may be old, but lacks nothing that was there then. */
    boolean isServable() {
        return servable;
    }

    int size() {
        return live.size();
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(live.get(key));
    }

    /** Grows with every change, so that what is derived from all rows knows when it is out of date. */
    long changes() {
        return changes;
    }

    /** All rows; copied only after a change. */
    Collection<V> rows() {
        // Read before the rows: what changes while they are copied makes the next reader copy again.
        long now = changes;
        var known = snapshot;
        if (known.changes() != now) {
            known = new Snapshot<>(now, List.copyOf(live.values()));
            snapshot = known;
        }
        return known.rows();
    }

    private Map<K, V> rows(boolean current) {
        return current ? live : filling;
    }

    private void touched() {
        if (complete) {
            changes++;
        }
    }
}
