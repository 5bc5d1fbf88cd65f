package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of adding uses.
 *
 * @param calls that were added
 * @param beganAnew the series whose totals are lower than those before them, so that all of them count
 */
public record Added(List<JsonNode> calls, List<String> beganAnew) {

    static final Added NOTHING = new Added(List.of(), List.of());

    public Added {
        calls = List.copyOf(calls);
        beganAnew = List.copyOf(beganAnew);
    }

    Added plus(Added other) {
        return new Added(
                Stream.concat(calls.stream(), other.calls.stream()).toList(),
                Stream.concat(beganAnew.stream(), other.beganAnew.stream()).toList());
    }
}
