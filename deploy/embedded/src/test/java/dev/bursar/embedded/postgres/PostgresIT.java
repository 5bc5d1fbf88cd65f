package dev.bursar.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.embedded.process.Ports;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

    @TempDir
    Path folder;

    @Test
    void keepsItsDataOverARestartAndLeavesNoProcess() throws Exception {
        // Given
        PostgresSettings settings = settings();
        Postgres first = Postgres.start(settings);
        databases(settings).create("books", "owner-secret", "services-secret");
        run(settings, Databases.OWNER, "owner-secret", "CREATE TABLE kept (n int)");
        first.stop();

        // When
        boolean aliveBetween = first.isAlive() || Ports.accepts(settings.port());
        Postgres second = Postgres.start(settings);

        // Then
        try {
            databases(settings).create("books", "owner-secret", "services-secret");
            run(settings, Databases.OWNER, "owner-secret", "INSERT INTO kept VALUES (1)");
            assertThat(aliveBetween).isFalse();
        } finally {
            second.stop();
        }
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void theServicesRoleGetsOnlyWhatMigrationsGrant() throws Exception {
        // Given
        PostgresSettings settings = settings();
        Postgres postgres = Postgres.start(settings);

        // When
        try {
            databases(settings).create("books", "owner-secret", "services-secret");
            run(settings, Databases.OWNER, "owner-secret", "CREATE TABLE ledger (n int)");

            // Then
            assertThatThrownBy(() -> run(settings, Databases.SERVICES, "services-secret", "DELETE FROM ledger"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(settings, Databases.SERVICES, "services-secret", "CREATE TABLE own (n int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(settings, Databases.SERVICES, "guessed", "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        } finally {
            postgres.stop();
        }
    }

    private PostgresSettings settings() {
        return new PostgresSettings(
                Binaries.unpack(Path.of("target", "binaries")),
                folder.resolve("postgresql/data"),
                folder.resolve("postgresql.log"),
                Ports.free(1).get(0),
                "superuser-secret",
                false);
    }

    private static Databases databases(PostgresSettings settings) {
        return new Databases(settings.jdbcUrl("postgres"), PostgresSettings.SUPERUSER, settings.superuserPassword());
    }

    private static void run(PostgresSettings settings, String user, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(settings.jdbcUrl("books"), user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
