package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndReadableByTheirOwnerAlone() throws Exception {
        // Given
        Home home = new Home(folder);
        Secrets made = Secrets.of(home, NOW);
        String token = Files.readString(home.adminToken());

        // When
        Secrets read = Secrets.of(home, NOW.plusSeconds(60));

        // Then
        assertThat(read).isEqualTo(made);
        assertThat(home.adminToken()).hasContent(token);
        for (Path secret : new Path[] {home.adminToken(), home.signingKey(), home.databasePasswords()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void giveANewTokenWithANewKey() throws Exception {
        // Given
        Home home = new Home(folder);
        Secrets.of(home, NOW);
        String token = Files.readString(home.adminToken());
        String keys = Files.readString(home.jwks());
        Files.delete(home.signingKey());

        // When
        Secrets.of(home, NOW);

        // Then
        assertThat(Files.readString(home.adminToken())).isNotEqualTo(token);
        assertThat(Files.readString(home.jwks())).isNotEqualTo(keys);
    }
}
