package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForegroundTest {

    @ParameterizedTest
    @CsvSource({
        "true, 10 (java) S 9 10 8 34816 10 4194304 1",
        "true, 11 (a) b) c) S 9 10 8 34816 10 4194304 1",
        "false, 10 (java) S 9 10 8 34816 12 4194304 1",
        "false, 10 (java) S 9 10 8 0 -1 4194304 1",
        "false, 10 (java) S"
    })
    void aProgramIsInFrontWhereItsGroupIsTheTerminals(boolean inFront, String stat) {
        assertThat(Foreground.isInFront(stat)).isEqualTo(inFront);
    }
}
