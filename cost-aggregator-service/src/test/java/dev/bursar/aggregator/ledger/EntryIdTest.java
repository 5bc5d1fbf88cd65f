package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIdTest {

    private static final Instant POSTED = Instant.parse("2026-11-30T23:59:59Z");

    @Test
    void saysTheMonthOfItsPostingAndComesBackFromItsText() {
        // When
        var id = EntryId.of(POSTED, 4_294_967_297L);

        // Then
        assertThat(id.text()).startsWith("led_202611").hasSize(23);
        assertThat(EntryId.parse(id.text())).contains(id);
        assertThat(id.posting()).isEqualTo(65_536);
    }

    @Test
    void theLargestNumberFits() {
        assertThat(EntryId.parse(EntryId.of(POSTED, Long.MAX_VALUE).text()))
                .contains(EntryId.of(POSTED, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "led_",
                "led_2026130000000000001",
                "led_20261100000000zzzzzzzzzzzzz",
                "led_202611zzzzzzzzzzzzz",
                "hld_2026110000000000001"
            })
    void anythingElseIsNone(String text) {
        assertThat(EntryId.parse(text)).isEmpty();
    }
}
