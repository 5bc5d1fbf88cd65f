package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Usage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is understood of bodies that real APIs returned, beside what an independent extractor reads in them. */
class RecordedResponsesTest {

    static Stream<RecordedRow> rows() {
        return RecordedRow.all();
    }

    static Stream<RecordedRow> comparable() {
        return rows().filter(row -> !row.hasMoreThanMessages() && row.cachedByAnOlderWord() == 0);
    }

    static Stream<RecordedRow> cachedByAnOlderWord() {
        return rows().filter(row -> row.cachedByAnOlderWord() > 0);
    }

    static Stream<RecordedRow> withMoreThanMessages() {
        return rows().filter(RecordedRow::hasMoreThanMessages);
    }

    @ParameterizedTest
    @MethodSource("comparable")
    void metersAddUpToThePeersInclusiveTotals(RecordedRow row) {
        // When
        var calls = row.understood();

        // Then
        assertThat(calls).hasSize(1);
        assertThat(row.differences(calls.get(0).usage())).isEmpty();
    }

    /** The peer takes for fresh what came from the cache; the whole of the input is the same. */
    @ParameterizedTest
    @MethodSource("cachedByAnOlderWord")
    void whatThePeerTakesForFreshCameFromTheCache(RecordedRow row) {
        // When
        var usage = row.understood().get(0).usage();

        // Then
        assertThat(row.differences(usage)).containsExactly("cache_read " + row.cachedByAnOlderWord() + ", expected 0");
    }

    @ParameterizedTest
    @MethodSource("withMoreThanMessages")
    void everyIterationIsCountedWhereThePeerLeavesSomeOut(RecordedRow row) {
        // Given
        var iterations = row.response().path("usage").path("iterations");

        // When
        var calls = row.understood();

        // Then
        var usage = calls.stream().map(UnderstoodCall::usage).reduce(Usage.NONE, Usage::plus);
        assertThat(usage.tokensIn())
                .isEqualTo(iterations
                        .valueStream()
                        .mapToLong(one -> one.path("input_tokens").asLong())
                        .sum());
        assertThat(usage.tokensOut())
                .isEqualTo(iterations
                        .valueStream()
                        .mapToLong(one -> one.path("output_tokens").asLong())
                        .sum());
    }

    @Test
    void everyRowIsCompared() {
        assertThat(rows()).hasSize(646);
        assertThat(comparable().count()
                        + withMoreThanMessages().count()
                        + cachedByAnOlderWord().count())
                .isEqualTo(646);
        assertThat(cachedByAnOlderWord()).hasSize(12);
        assertThat(withMoreThanMessages()).hasSize(3);
    }
}
