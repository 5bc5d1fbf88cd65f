package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of adding uses.
 *
 * @param calls that were added
 * @param beganAnew the series whose totals are lower than those before them, so that all of them count
 * @param replaced totals that stood there and were not the sum of the calls, USD
 */
public record Added(List<JsonNode> calls, List<String> beganAnew, List<BigDecimal> replaced) {

    static final Added NOTHING = new Added(List.of(), List.of(), List.of());

    public Added {
        calls = List.copyOf(calls);
        beganAnew = List.copyOf(beganAnew);
        replaced = List.copyOf(replaced);
    }

    Added plus(Added other) {
        return new Added(both(calls, other.calls), both(beganAnew, other.beganAnew), both(replaced, other.replaced));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
