package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.source.provider.Dialect.Counts;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DisjointMetersPropertiesTest {

    private static final List<String> TOTALS = List.of("total_tokens", "totalTokenCount", "totalTokens");

    @Property(tries = 400)
    void everyTokenIsInExactlyOneMeter(@ForAll Dialect dialect, @ForAll("calls") Counts call) {
        // When
        var understood =
                Understanding.call(dialect.provider(), dialect.body(call).toString());

        // Then
        assertThat(counts(understood)).isEqualTo(dialect.meters(call));
        assertThat(understood.usage().tokens())
                .isEqualTo(dialect.meters(call).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Property(tries = 200)
    void aTotalThatIsNotTheSumIsSetAsideWithBothNumbers(
            @ForAll Dialect dialect, @ForAll("calls") Counts call, @ForAll @IntRange(min = 1, max = 9) int missing) {
        // Given
        var body = dialect.body(call);
        var usage = (ObjectNode) (body.has("usage") ? body.get("usage") : body.get("usageMetadata"));
        Assume.that(dialect.saysTotal() && call.output() > 9 && call.reasoning() > 9);
        var total = TOTALS.stream().filter(usage::has).findFirst().orElseThrow();
        long sum = usage.path(total).longValue();
        usage.put(total, sum - missing);

        // When
        var outcomes = Understanding.of(dialect.provider(), body.toString());

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.TOTALS_CONTRADICT);
            assertThat(refused.detail()).contains(Long.toString(sum - missing), Long.toString(sum));
        });
    }

    @Provide
    Arbitrary<Counts> calls() {
        var count = Arbitraries.longs().between(0, 100_000_000_000L);
        return Combinators.combine(count, count, count, count, count).as(Counts::new);
    }
}
