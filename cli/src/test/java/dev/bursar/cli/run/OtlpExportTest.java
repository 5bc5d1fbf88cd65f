package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.tool.ToolSettings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpExportTest {

    private static final URI INGEST = URI.create("http://127.0.0.1:8471");

    private record Fixed(Optional<String> logsEndpoint, Optional<String> projectEndpoint) implements ToolSettings {

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }
    }

    private static OtlpExport to(String endpoint, String ofProject) {
        return new OtlpExport(new Fixed(Optional.ofNullable(endpoint), Optional.ofNullable(ofProject)), INGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8471/", "http://127.0.0.1:8471/v1/logs", "http://[::1]:8471"})
    void theSameIngestInAnySpellingIsOurs(String endpoint) {
        assertThat(to(endpoint, null).isOn()).isTrue();
        assertThat(to(endpoint, endpoint).isAskedInVain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4318", "http://elsewhere:8471/v1/logs", "not an address"})
    void anotherOneIsNot(String endpoint) {
        assertThat(to(endpoint, null).isOn()).isFalse();
    }

    @Test
    void whatOnlyAProjectAsksForIsNotOn() {
        assertThat(to(null, INGEST.toString()).isOn()).isFalse();
        assertThat(to(null, INGEST.toString()).isAskedInVain()).isTrue();
        assertThat(to(null, null).isAskedInVain()).isFalse();
    }
}
