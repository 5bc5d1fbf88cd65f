package dev.bursar.aggregator.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up exactly what one posting adds to each counter; counters are told once. */
final class Sums {

    private final Map<List<String>, BigDecimal> sums = new HashMap<>();

    /** @param counter the name, then label names and values in turn */
    void add(BigDecimal amount, String... counter) {
        sums.merge(List.of(counter), amount, BigDecimal::add);
    }

    /** Micrometer counts in binary floating point: good to watch, not to book. */
    void addTo(MeterRegistry registry) {
        sums.forEach((counter, amount) -> {
            var labels = counter.subList(1, counter.size()).toArray(String[]::new);
            registry.counter(counter.get(0), labels).increment(amount.doubleValue());
        });
    }
}
