package dev.bursar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "coder-1, coder-1, true",
        "coder-1, coder-10, false",
        "coder-?, coder-1, true",
        "coder-?, coder-, false",
        "a?, a😀, true",
        "a??, a😀, false",
        "'*', '', true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-b-d, false",
        "*ab, aab, true",
        "a.b, axb, false",
        "50%, 500, false",
        "a_b, axb, false"
    })
    void matchesWholeValues(String pattern, String value, boolean matches) {
        assertThat(new Glob(pattern).matches(value)).isEqualTo(matches);
    }
}
