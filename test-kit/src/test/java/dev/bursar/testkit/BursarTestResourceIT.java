package dev.bursar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class BursarTestResourceIT {

    @Test
    void givesEveryTestClassOfAJvmTheSameServersTopicsAndDatabase() throws Exception {
        // Given
        Map<String, String> first = resource().start();

        // When
        Map<String, String> second = resource().start();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(topicsAt(first.get("kafka.bootstrap.servers")))
                .contains(first.get("bursar.topic-prefix") + ".usage.raw.v1");
        try (var connection = DriverManager.getConnection(
                first.get("quarkus.datasource.jdbc.url"),
                first.get("quarkus.datasource.username"),
                first.get("quarkus.datasource.password"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void givesAnInstallationOfItsOwnToATestThatMustBeAlone() {
        // When
        Installation alone = Installation.fresh();

        // Then
        assertThat(alone.bootstrap()).isEqualTo(Installation.shared().bootstrap());
        assertThat(alone.topics()).isNotEqualTo(Installation.shared().topics());
        assertThat(alone.database()).isNotEqualTo(Installation.shared().database());
    }

    @Test
    void theTrustedIssuersNameAFileWithTheKeys() {
        // When
        String[] issuer = TestTokens.trustedIssuers().split("=");

        // Then
        assertThat(issuer[0]).isEqualTo(TestTokens.ISSUER);
        assertThat(Path.of(issuer[1])).content().contains("\"kid\"");
    }

    private static BursarTestResource resource() {
        BursarTestResource resource = new BursarTestResource();
        resource.init(Map.of("postgres", "true"));
        return resource;
    }

    private static Set<String> topicsAt(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listTopics().names().get(20, TimeUnit.SECONDS);
        }
    }
}
