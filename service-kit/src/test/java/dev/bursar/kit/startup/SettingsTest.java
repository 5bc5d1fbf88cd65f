package dev.bursar.kit.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void everySettingIsDocumentedAndNothingElseIs() throws IOException {
        // Given
        var rows = Files.readAllLines(Path.of("../docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `BURSAR_"));

        // When
        var expected = Settings.all().stream()
                .map(s -> "| `%s`%s | %s | %s |"
                        .formatted(
                                s.name(),
                                s.secret() ? " 🔒" : "",
                                s.meaning(),
                                s.standard().isEmpty() ? "–" : "`" + s.standard() + "`"));

        // Then
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    @Test
    void namesAreUnique() {
        assertThat(Settings.all()).extracting(Setting::name).doesNotHaveDuplicates();
    }

    @Test
    void aMistypedNameStopsTheStartAndNamesTheNearestOne() {
        // When
        var line = StartGuard.unknown(Map.of("BURSAR_KAFKA_BOOTSTRP", "kafka:9092", "PATH", "/bin"));

        // Then
        assertThat(line).contains("unknown setting BURSAR_KAFKA_BOOTSTRP, did you mean BURSAR_KAFKA_BOOTSTRAP?");
    }

    @Test
    void aNameFarFromAllPointsToTheList() {
        assertThat(StartGuard.unknown(Map.of("BURSAR_SOMETHING_ELSE_ENTIRELY_X", "1"))
                        .orElseThrow())
                .endsWith("see docs/configuration.md");
    }

    @Test
    void onlySecretsMayComeFromAFile() {
        assertThat(StartGuard.unknown(Map.of("BURSAR_DB_PASSWORD_FILE", "/run/secrets/db")))
                .isEmpty();
        assertThat(StartGuard.unknown(Map.of("BURSAR_DB_URL_FILE", "/run/secrets/db")))
                .isPresent();
    }

    @Test
    void aPropertyIsTheNameInKebabCase() {
        assertThat(Settings.all()).extracting(Setting::property).contains("bursar.topic-prefix", "bursar.jwt-issuers");
    }
}
