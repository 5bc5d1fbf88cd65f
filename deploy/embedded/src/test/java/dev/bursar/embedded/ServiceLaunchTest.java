package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceLaunchTest {

    private static final Home HOME = new Home(Path.of("/srv/.bursar"));

    @Test
    void leadsEveryServiceToTheStacksOwnServers() {
        // When
        Map<String, String> environment = environment(Map.of(), Service.GATE);

        // Then
        assertThat(environment)
                .containsEntry("BURSAR_KAFKA_BOOTSTRAP", "127.0.0.1:8474")
                .containsEntry("BURSAR_HTTP_PORT", "8473")
                .containsEntry("BURSAR_MANAGEMENT_PORT", "9473")
                .containsEntry("BURSAR_AGGREGATOR_URL", "http://127.0.0.1:8472")
                .containsEntry("BURSAR_PUBLIC_URL", "http://127.0.0.1:8473")
                .containsEntry("BURSAR_JWT_ISSUERS", "bursar=/srv/.bursar/keys/jwks.json")
                .containsEntry("BURSAR_POLICY_FILE", "/srv/.bursar/policy.yaml");
    }

    @Test
    void trustsTheBooksAndTheSigningKeyToTheAggregatorAlone() {
        // When
        Map<String, String> aggregator = environment(Map.of("BURSAR_DB_MIGRATE", "off"), Service.AGGREGATOR);
        Map<String, String> gate = environment(Map.of("BURSAR_DB_PASSWORD", "mine"), Service.GATE);

        // Then
        assertThat(aggregator)
                .containsEntry("BURSAR_DB_URL", "postgresql://127.0.0.1:8476/bursar")
                .containsEntry("BURSAR_DB_USER", "bursar")
                .containsEntry("BURSAR_DB_PASSWORD", "of-services")
                .containsEntry("BURSAR_DB_OWNER_USER", "bursar_owner")
                .containsEntry("BURSAR_DB_OWNER_PASSWORD", "of-owner")
                .containsEntry("BURSAR_DB_MIGRATE", "off")
                .containsEntry("BURSAR_TOKEN_KEY", "/srv/.bursar/keys/signing-key.pem");
        assertThat(gate.keySet())
                .noneMatch(name -> name.startsWith("BURSAR_DB_") || name.startsWith("BURSAR_TOKEN_KEY"));
    }

    @Test
    void passesTheCallersSettingsOn() {
        // When
        Map<String, String> environment = environment(
                Map.of(
                        "BURSAR_MAX_EVENT_AGE", "P400D",
                        "BURSAR_POLICY_FILE", "mine.yaml",
                        "BURSAR_JWT_ISSUERS", "https://id.example.com",
                        "PATH", "/bin"),
                Service.INGEST);

        // Then
        assertThat(environment)
                .containsEntry("BURSAR_MAX_EVENT_AGE", "P400D")
                .containsEntry("BURSAR_POLICY_FILE", "mine.yaml")
                .containsEntry("BURSAR_JWT_ISSUERS", "bursar=/srv/.bursar/keys/jwks.json,https://id.example.com")
                .containsEntry("PATH", "/bin");
    }

    @Test
    void keepsTheCallersTokenFromTheServices() {
        // When
        Map<String, String> environment =
                environment(Map.of("BURSAR_TOKEN", "secret", "BURSAR_HOME", "/srv"), Service.INGEST);

        // Then
        assertThat(environment).doesNotContainKeys("BURSAR_TOKEN", "BURSAR_HOME");
    }

    private static Map<String, String> environment(Map<String, String> callers, Service service) {
        StackSettings settings = new StackSettings(HOME, Path.of("/checkout"), StackPorts.DEFAULT, callers);
        return new ServiceLaunch(settings, new Secrets("of-superuser", "of-owner", "of-services")).environment(service);
    }
}
