package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tags\": {\"a\": 5}}|tags.a is not a string",
                "{\"tags\": {\"a\": \"\"}}|tags.a is not 1 to 256 printable characters",
                "{\"team\": 5}|team is not a string",
                "{\"tags\": 5}|tags is not an object",
            })
    void aRefusalNamesTheFieldAsItStandsThere(String body, String detail) throws Exception {
        // When
        var outcome = Attribution.read(Json.read(body));

        // Then
        assertThat(outcome).isEqualTo(new Attribution.Outcome.Refused(detail));
    }
}
