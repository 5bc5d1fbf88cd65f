package dev.bursar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesWhatWouldOtherwiseEndAFieldOrALine() {
        // Given
        var text = new StringWriter();

        // When
        new Csv(new PrintWriter(text)).line(List.of("plain", "a,b", "say \"hi\"", "two\nlines", ""));

        // Then
        assertThat(text.toString()).isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
    }
}
