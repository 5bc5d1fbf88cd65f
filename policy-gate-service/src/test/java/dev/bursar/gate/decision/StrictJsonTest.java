package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "{\"b\":{\"a\":1,\"\\u0061\":1}}",
                "{} {}",
                "{},",
                "{}x",
                "{/* c */}",
                "{} // c",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "[1,]",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\ud83d\"}",
                "{\"\\ude00\":1}",
                "{\"a\":tru}",
                "\uFEFF{}",
                "{\"a\":1",
            })
    void refusesWhatIsNotStrict(String text) {
        assertThat(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StrictJson.Outcome.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"a\":[1,2.5e3,null,true,\"\\ud83d\\ude00 \\u00e9 é\"]}\r\n", "[]", "1", "\"x\""})
    void readsWhatIs(String text) {
        assertThat(StrictJson.read(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(StrictJson.Outcome.Read.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void refusesOtherEncodings(String charset) {
        assertThat(StrictJson.read("{\"a\":1}".getBytes(Charset.forName(charset))))
                .isInstanceOf(StrictJson.Outcome.Malformed.class);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        // Given: an overlong slash, a surrogate in UTF-8, a lone continuation byte
        var bodies = new int[][] {{0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0x80}};

        for (var bytes : bodies) {
            // When
            var body = new byte[bytes.length + 2];
            body[0] = '"';
            body[body.length - 1] = '"';
            for (int i = 0; i < bytes.length; i++) {
                body[i + 1] = (byte) bytes[i];
            }

            // Then
            assertThat(StrictJson.read(body)).isInstanceOf(StrictJson.Outcome.Malformed.class);
        }
    }

    @Test
    void boundsTheDepth() {
        assertThat(StrictJson.read(nested(64))).isInstanceOf(StrictJson.Outcome.Read.class);
        assertThat(StrictJson.read(nested(65))).isInstanceOf(StrictJson.Outcome.Malformed.class);
        assertThat(StrictJson.read(nested(100_000))).isInstanceOf(StrictJson.Outcome.Malformed.class);
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
    }
}
