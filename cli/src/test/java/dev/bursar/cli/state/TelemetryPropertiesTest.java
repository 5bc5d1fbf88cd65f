package dev.bursar.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Running totals told in any order and any number of times come to the same. */
class TelemetryPropertiesTest {

    /** Each run of two threads tells what the thread took so far; now and then a thread begins anew. */
    private static List<Use> told(List<Integer> steps) {
        var uses = new ArrayList<Use>();
        var totals = new long[2];
        for (int second = 0; second < steps.size(); second++) {
            int thread = second % 2;
            totals[thread] = steps.get(second) == 0 ? 1 : totals[thread] + steps.get(second) - 1;
            uses.add(Uses.total("thread-" + thread, second, totals[thread] * 10, totals[thread]));
        }
        uses.add(Uses.use("alone", 3, 5, 5));
        return uses;
    }

    private static Telemetry telemetry(List<Use> uses) {
        var telemetry = new Telemetry(Json.object());
        uses.forEach(use -> telemetry.add(use, Uses.PRICER));
        return telemetry;
    }

    @Property(tries = 300)
    void orderAndRepetitionChangeNothing(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 20) Integer> steps, @ForAll long seed) {
        // Given
        var uses = told(steps);
        var shuffled = new ArrayList<>(uses);
        var random = new Random(seed);
        uses.forEach(use -> {
            if (random.nextBoolean()) {
                shuffled.add(use);
            }
        });
        Collections.shuffle(shuffled, random);

        // Then
        assertThat(telemetry(shuffled).section()).isEqualTo(telemetry(uses).section());
    }

    @Property(tries = 300)
    void sharesOfGrowingTotalsAddUpToTheLast(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 20) Integer> steps) {
        // Given
        var totals = new ArrayList<Use>();
        long total = 0;
        for (int second = 0; second < steps.size(); second++) {
            total += steps.get(second);
            totals.add(Uses.total("thread", second, total, 2 * total));
        }

        // Then
        assertThat(telemetry(totals).tokensIn()).isEqualByComparingTo(Long.toString(total));
        assertThat(telemetry(totals).tokensOut()).isEqualByComparingTo(Long.toString(2 * total));
    }
}
