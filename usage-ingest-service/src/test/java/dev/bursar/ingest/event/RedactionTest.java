package dev.bursar.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @Test
    void keepsStructureAndNumbersAndHashesEverythingElse() throws Exception {
        // Given
        var record =
                Json.read("{\"usage\": {\"input\": 12.50, \"ok\": true, \"none\": null}, \"a text\": [\"secret\"]}");

        // When
        var redacted = Redaction.of(record);

        // Then
        assertThat(redacted.toString()).doesNotContain("secret").doesNotContain("a text");
        assertThat(redacted.at("/usage/input").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(redacted.at("/usage/ok").booleanValue()).isTrue();
        assertThat(redacted.at("/usage/none").isNull()).isTrue();
        var text = redacted.properties().stream()
                .filter(field -> field.getKey().startsWith("hash:"))
                .findFirst()
                .orElseThrow();
        assertThat(text.getValue().at("/0/length").intValue()).isEqualTo(6);
        // the first 8 bytes of SHA-256 of "secret", as sha256sum prints them
        assertThat(text.getValue().at("/0/hash").textValue()).isEqualTo("2bb80d537b1da3e3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null       | {"value":null}
            7          | {"value":7}
            [1, true]  | {"value":[1,true]}
            "secret"   | {"value":{"length":6,"hash":"2bb80d537b1da3e3"}}
            {}         | {}
            """)
    void isAnObjectWhateverTheRecordIs(String record, String expected) throws Exception {
        // When
        var redacted = Redaction.of(Json.read(record));

        // Then
        assertThat(redacted).hasToString(expected);
    }

    @Test
    void aHugeRecordIsCutOff() {
        // Given
        var record = Json.object().arrayNode();
        for (int i = 0; i < 100_000; i++) {
            record.add("x");
        }
        record.addArray().add("y");

        // Then
        assertThat(Json.bytes(Redaction.of(record))).hasSizeLessThan(200_000);
    }
}
