package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.embedded.token.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetUpTest {

    @TempDir
    private Path published;

    @TempDir
    private Path secrets;

    private final SetUp setUp = new SetUp(Map.of(), () -> Instant.parse("2026-11-22T10:15:30Z"));

    @Test
    void theFirstRunMakesAKeyPairAndATokenThatItSigns() throws IOException {
        // When
        setUp.keys(published, secrets);

        // Then
        var key = SigningKey.read(secrets.resolve("signing-key.pem"));
        assertThat(Files.readString(published.resolve("jwks.json"))).isEqualTo(key.jwks());
        assertThat(Files.readString(secrets.resolve("admin.token")).strip().split("\\."))
                .hasSize(3);
    }

    @Test
    void aLaterRunChangesNothing() throws IOException {
        // Given
        setUp.keys(published, secrets);
        var key = Files.readString(secrets.resolve("signing-key.pem"));
        var token = Files.readString(secrets.resolve("admin.token"));

        // When
        setUp.keys(published, secrets);

        // Then
        assertThat(secrets.resolve("signing-key.pem")).hasContent(key);
        assertThat(secrets.resolve("admin.token")).hasContent(token);
    }

    @Test
    void whatIsNotSetIsNamed() {
        assertThatThrownBy(() -> SetUp.main(new String[] {"keys"})).hasMessageContaining("usage: SetUp");
    }
}
