package dev.bursar.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    @Test
    void continuesTheTraceOfTheCallerInASpanOfItsOwn() {
        // Given
        var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        // When
        var trace = Trace.continuing(traceparent);

        // Then
        assertThat(trace.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.span()).matches("[0-9a-f]{16}").isNotEqualTo("b7ad6b7169203331");
        assertThat(trace.traceparent()).isEqualTo("00-" + trace.id() + "-" + trace.span() + "-01");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void beginsATraceWhereTheCallersIsNone(String traceparent) {
        // When
        var trace = Trace.continuing(traceparent);

        // Then
        assertThat(trace.id()).matches("[0-9a-f]{32}").isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
    }
}
