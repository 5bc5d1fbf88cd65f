package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.contract.usage.UsagePath.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsagePathTest {

    @Test
    void aBodySaysMoreThanALogAndThatMoreThanASpan() {
        assertThat(Form.BODY.rank()).isGreaterThan(Form.LOG.rank());
        assertThat(Form.LOG.rank()).isGreaterThan(Form.SPAN.rank());
        assertThat(Form.CLI.rank()).isEqualTo(Form.LOG.rank()).isEqualTo(Form.DIRECT.rank());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aPathReadsBackAsItWasWritten(Form form) {
        for (var entrance : Entrance.values()) {
            var path = new UsagePath(entrance, form);
            assertThat(UsagePath.parse(path.text())).contains(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "http/", "/body", "HTTP/BODY", "http/body/x", "smoke/signal"})
    void whatNamesNoPathIsNone(String text) {
        assertThat(UsagePath.parse(text)).isEmpty();
    }
}
