package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierNameTest {

    @ParameterizedTest
    @CsvSource({
        "'',",
        "auto,",
        "TRAFFIC_TYPE_UNSPECIFIED,",
        "unbilled,",
        "default,standard",
        "FAST,priority",
        "ON_DEMAND_FLEX,flex",
        "provisioned_throughput,provisioned_throughput"
    })
    void aWordIsTheClassThatPricesAreMadeForOrStays(String word, String tier) {
        assertThat(ServiceTierName.of(Optional.of(word)).orElse(null)).isEqualTo(tier);
    }

    @Test
    void noWordIsNoClass() {
        assertThat(ServiceTierName.of(Optional.empty())).isEmpty();
    }
}
