package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.Dimensions;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reattributions made of an event's dimensions: they hold against whatever is told of it later.
 *
 * @param set by name; empty takes the dimension away
 */
public record Attribution(SortedMap<String, Optional<String>> set) {

    /** The event's own dimensions. */
    public static final Attribution NONE = new Attribution(new TreeMap<>());

    public Attribution {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
    }

    static Attribution of(Map<String, Optional<String>> set) {
        return new Attribution(new TreeMap<>(set));
    }

    boolean isEmpty() {
        return set.isEmpty();
    }

    /** This, and what a later reattribution set. */
    Attribution then(Attribution later) {
        var all = new TreeMap<>(set);
        all.putAll(later.set);
        return new Attribution(all);
    }

    Dimensions of(Dimensions told) {
        if (set.isEmpty()) {
            return told;
        }
        var values = new TreeMap<>(told.values());
        set.forEach((name, value) -> value.ifPresentOrElse(v -> values.put(name, v), () -> values.remove(name)));
        return Dimensions.of(values);
    }
}
