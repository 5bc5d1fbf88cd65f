package dev.bursar.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer  a.b.c ", "Bearer%20a.b.c"})
    void aRequestsTokenIsFoundInEveryWayItIsWritten(String authorization) {
        assertThat(BearerToken.ofRequest(authorization)).contains("a.b.c");
        assertThat(BearerToken.ofRecord(authorization)).contains("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "Basic a.b.c", "Bearera.b.c"})
    void whatHasAnotherSchemeIsNoBearerToken(String authorization) {
        assertThat(BearerToken.ofRequest(authorization)).isEmpty();
    }

    @Test
    void aRequestWithoutTheHeaderHasNone() {
        assertThat(BearerToken.ofRequest(null)).isEmpty();
        assertThat(BearerToken.ofRecord(null)).isEmpty();
    }
}
