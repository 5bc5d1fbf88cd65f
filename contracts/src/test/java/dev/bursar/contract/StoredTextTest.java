package dev.bursar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/source         | {'source': 'x\\u0000y'}",
                "/match/exact/1  | {'match': {'exact': ['a', 'n\\u0000']}}",
                "/service_tiers  | {'service_tiers': {'a\\u0001': {}}}",
                "/a              | {'a': '\\ud800'}",
            })
    void namesThePlaceOfATextThatCanNotBeKept(String pointer, String body) throws JsonProcessingException {
        assertThat(StoredText.firstUnfit(Json.read(body.replace('\'', '"')))).contains(pointer);
    }

    @Test
    void everyOtherTextIsFit() throws JsonProcessingException {
        assertThat(StoredText.firstUnfit(Json.read("{\"a\": [\"Büro 😀\", 1, null, {\"b\": \"\"}]}")))
                .isEmpty();
    }
}
