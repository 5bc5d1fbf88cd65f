package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceTierTest {

    @Test
    void noWordIsNoTier() {
        assertThat(ServiceTier.of(Optional.of(""))).isEmpty();
        assertThat(ServiceTier.of(Optional.of("auto"))).isEmpty();
        assertThat(ServiceTier.of(Optional.empty())).isEmpty();
        assertThat(ServiceTier.of(Optional.of("FAST"))).contains("priority");
    }
}
