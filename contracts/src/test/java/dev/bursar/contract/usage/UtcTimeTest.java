package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:15:30Z",
                "2026-11-22T10:15:30.1Z",
                "2026-11-22T10:15:30.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "0001-01-01T00:00:00Z"
            })
    void readsWhatTheFormatterReads(String text) {
        assertThat(UtcTime.looksLike(text)).isTrue();
        assertThat(UtcTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:15:30+01:00",
                "2026-11-22T10:15Z",
                "2026-11-22t10:15:30z",
                "2026-11-22T10:15:30.Z",
                "2026-11-22T10:15:30.1234567890Z",
                "2026-11-22 10:15:30Z",
                "x026-11-22T10:15:30Z",
                ""
            })
    void leavesEverythingElseToTheFormatter(String text) {
        assertThat(UtcTime.looksLike(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T10:15:30Z", "2026-11-22T24:15:30Z", "2026-13-22T10:15:30Z"})
    void aDayThatDoesNotExistIsNoTime(String text) {
        assertThat(UsageEventJson.readTime(text)).isEmpty();
    }
}
