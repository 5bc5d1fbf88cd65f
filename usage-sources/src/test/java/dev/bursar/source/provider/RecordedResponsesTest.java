package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Usage;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedResponsesTest {

    static Stream<RecordedRow> rows() {
        return RecordedRow.all();
    }

    static Stream<RecordedRow> comparable() {
        return rows().filter(row -> !row.hasMoreThanMessages());
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
}
