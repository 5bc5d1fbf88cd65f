package dev.bursar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 1}",
                "{\"a\": 1, \"\\u0061\": 2}",
                "{\"a\": {}, \"a\": []}",
                "{\"a\": null, \"a\": null}",
                "[{\"b\": {\"a\": 1, \"c\": 2, \"a\": 3}}]",
                "{} {}",
                "{} x",
                "{\"a\": NaN}",
                "{'a': 1}"
            })
    void whatIsNotOneStrictDocumentIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        problem -> assertThat(Json.where(problem)).isNotBlank().doesNotContain("\""));
    }

    @Test
    void aDocumentOfOthersMayNestDeeperAndIsAsStrict() throws JsonProcessingException {
        // Given
        var deep = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);
        var tooDeep = "[".repeat(Json.MAX_FOREIGN_DEPTH + 1) + "]".repeat(Json.MAX_FOREIGN_DEPTH + 1);

        // Then
        assertThat(Json.readForeign(deep).isArray()).isTrue();
        assertThatThrownBy(() -> Json.read(deep)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.readForeign(tooDeep)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.readForeign("{\"a\": 1, \"a\": 1}")).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.readForeign("{} {}")).isInstanceOf(JsonProcessingException.class);
        assertThat(Json.readForeign("0.10").decimalValue()).hasToString("0.10");
    }

    @Test
    void anExactNumberStaysAsItWasWritten() throws JsonProcessingException {
        assertThat(Json.read("{\"a\": 0.10000000000000000000000000010}")
                        .path("a")
                        .decimalValue())
                .hasToString("0.10000000000000000000000000010");
    }
}
