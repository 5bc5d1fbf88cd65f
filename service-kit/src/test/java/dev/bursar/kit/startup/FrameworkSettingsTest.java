package dev.bursar.kit.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameworkSettingsTest {

    private static Map<String, String> frameworkSettings(Map<String, String> settings) {
        return FrameworkSettings.of(name -> Optional.ofNullable(settings.get(name)));
    }

    @Test
    void saysNothingWhereNothingIsSet() {
        assertThat(frameworkSettings(Map.of())).isEmpty();
    }

    @Test
    void aDatabaseIsReachedByBothDriversUnderTwoRoles() {
        // When
        var settings = frameworkSettings(Map.of(
                "BURSAR_DB_URL", "postgresql://db:5432/bursar?sslmode=require",
                "BURSAR_DB_USER", "bursar",
                "BURSAR_DB_OWNER_USER", "bursar_owner",
                "BURSAR_DB_MIGRATE", "off"));

        // Then
        assertThat(settings)
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/bursar?sslmode=require")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db:5432/bursar?sslmode=require")
                .containsEntry("quarkus.datasource.username", "bursar")
                .containsEntry("quarkus.flyway.username", "bursar_owner")
                .containsEntry("quarkus.flyway.migrate-at-start", "false");
    }

    @Test
    void theLargestBodyIsTheLargestMessageToo() {
        assertThat(frameworkSettings(Map.of("BURSAR_MAX_BODY", "16M")))
                .containsEntry("quarkus.grpc.server.max-inbound-message-size", "16777216");
    }

    @Test
    void aUserInTheDatabaseUrlIsRefused() {
        assertThatThrownBy(() -> frameworkSettings(Map.of("BURSAR_DB_URL", "postgresql://me:secret@db/bursar")))
                .hasMessageContaining("BURSAR_DB_USER")
                .hasMessageNotContaining("secret");
    }

    @Test
    void userAndPasswordBecomeALoginLineInWhichQuotesStayQuotes() {
        // When
        var settings = frameworkSettings(Map.of(
                "BURSAR_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "BURSAR_KAFKA_USERNAME", "bursar",
                "BURSAR_KAFKA_PASSWORD", "a\"b\\c"));

        // Then
        assertThat(settings)
                .containsEntry(
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"bursar\" password=\"a\\\"b\\\\c\";");
    }

    @Test
    void aUserWithoutPasswordIsRefused() {
        assertThatThrownBy(() -> frameworkSettings(Map.of("BURSAR_KAFKA_USERNAME", "bursar")))
                .hasMessage("BURSAR_KAFKA_USERNAME needs BURSAR_KAFKA_PASSWORD");
    }

    @Test
    void healthListensWhereTheApiDoesUnlessItIsToldOtherwise() {
        assertThat(frameworkSettings(Map.of("BURSAR_HTTP_HOST", "0.0.0.0")))
                .containsEntry("quarkus.management.host", "0.0.0.0");
        assertThat(frameworkSettings(Map.of("BURSAR_HTTP_HOST", "0.0.0.0", "BURSAR_MANAGEMENT_HOST", "10.0.0.1")))
                .containsEntry("quarkus.management.host", "10.0.0.1");
    }
}
