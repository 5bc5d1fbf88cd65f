package dev.bursar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.kit.startup.Settings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {

    private static final JsonNode SERVICES = Checkout.yaml("docker-compose.yml").path("services");
    private static final Pattern PINNED =
            Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?([._-][A-Za-z0-9._-]+)?");

    /** They do their work and end, so nobody asks for their health. */
    private static final Set<String> ONE_SHOT = Set.of("setup", "cli");

    private static List<Map.Entry<String, JsonNode>> services() {
        return List.copyOf(SERVICES.properties());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyPartIsThere() {
        assertThat(SERVICES.properties())
                .extracting(Map.Entry::getKey)
                .contains("kafka", "postgres", "ingest", "aggregator", "gate", "prometheus", "grafana");
    }

    @Test
    void everyImageIsPinnedToAVersion() {
        for (var service : services()) {
            assertThat(service.getValue().path("image").asText())
                    .as(service.getKey())
                    .matches(PINNED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "cli"})
    void everyDockerfileStartsFromAPinnedImageAndRunsAsNoRoot(String name) {
        // When
        var lines =
                Checkout.text("deploy/docker/" + name + ".Dockerfile").lines().toList();

        // Then
        var base = lines.stream().filter(line -> line.startsWith("ARG JRE=")).findFirst();
        assertThat(base.orElseThrow().substring("ARG JRE=".length())).matches(PINNED);
        assertThat(lines).filteredOn(line -> line.startsWith("FROM ")).containsExactly("FROM ${JRE}");
        assertThat(lines).contains("USER bursar");
    }

    @Test
    void whateverRunsOnSaysWhetherItIsHealthyAndStartsAgain() {
        for (var service : services()) {
            if (!ONE_SHOT.contains(service.getKey())) {
                assertThat(service.getValue().path("healthcheck").path("test").size())
                        .as(service.getKey())
                        .isPositive();
                assertThat(service.getValue().path("restart").asText())
                        .as(service.getKey())
                        .isEqualTo("unless-stopped");
            }
        }
    }

    @Test
    void everyPortIsOnTheLoopbackInterfaceAndTakenOnce() {
        var taken = new ArrayList<String>();
        for (var service : services()) {
            texts(service.getValue().path("ports")).forEach(port -> {
                assertThat(port).as(service.getKey()).matches("127\\.0\\.0\\.1:\\d+:\\d+");
                taken.add(port.split(":")[1]);
            });
        }
        assertThat(taken).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, usage-ingest-service, 8471",
        "aggregator, cost-aggregator-service, 8472",
        "gate, policy-gate-service, 8473",
    })
    void eachServiceIsBuiltFromItsModuleAndListensWhereItsCallersLook(String name, String module, int port) {
        // Given
        var service = SERVICES.path(name);
        int management = port + 1000;

        // Then
        assertThat(service.path("build").path("args").path("MODULE").asText()).isEqualTo(module);
        assertThat(Checkout.path(module)).isDirectory();
        assertThat(texts(service.path("ports")))
                .containsExactly("127.0.0.1:%1$d:%1$d".formatted(port), "127.0.0.1:%1$d:%1$d".formatted(management));
        assertThat(service.path("environment").path("BURSAR_HTTP_PORT").asInt()).isEqualTo(port);
        assertThat(service.path("environment").path("BURSAR_MANAGEMENT_PORT").asInt())
                .isEqualTo(management);
        assertThat(texts(service.path("healthcheck").path("test")))
                .containsExactly("CMD", "/bursar/ready.sh", Integer.toString(management));
        assertThat(service.path("depends_on").path("setup").path("condition").asText())
                .isEqualTo("service_completed_successfully");
    }

    @Test
    void everySettingThatItMakesExists() {
        var names = new ArrayList<String>();
        services()
                .forEach(service ->
                        service.getValue().path("environment").fieldNames().forEachRemaining(names::add));
        Pattern.compile("(?m)^#?([A-Z_]+)=")
                .matcher(Checkout.text("deploy/docker/env.example"))
                .results()
                .forEach(name -> names.add(name.group(1)));

        assertThat(names)
                .filteredOn(name -> name.startsWith("BURSAR_"))
                .hasSizeGreaterThan(20)
                .allMatch(Settings::isKnown);
    }

    @Test
    void whatIsMountedFromTheCheckoutIsThere() {
        for (var service : services()) {
            for (var volume : texts(service.getValue().path("volumes"))) {
                var source =
                        volume.replaceFirst("^\\$\\{[A-Z_]+:-([^}]*)}", "$1").split(":")[0];
                if (source.startsWith(".")) {
                    assertThat(Files.exists(Checkout.path(source))).as(volume).isTrue();
                }
            }
        }
    }

    @Test
    void prometheusScrapesTheManagementPortOfEveryService() {
        // When
        var scrape = Checkout.yaml("deploy/prometheus/prometheus.yml")
                .path("scrape_configs")
                .path(0);

        // Then
        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(scrape.path("static_configs"))
                .extracting(target -> target.path("targets").path(0).asText())
                .containsExactly("ingest:9471", "aggregator:9472", "gate:9473");
    }

    @Test
    void grafanaFindsPrometheusAndTheDashboard() {
        // When
        var source = Checkout.yaml("deploy/grafana/provisioning/datasources/prometheus.yml")
                .path("datasources")
                .path(0);
        var provider = Checkout.yaml("deploy/grafana/provisioning/dashboards/bursar.yml")
                .path("providers")
                .path(0);

        // Then
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(source.path("uid").asText()).isEqualTo("bursar-prometheus");
        assertThat(texts(SERVICES.path("grafana").path("volumes")))
                .contains("./deploy/grafana/dashboards:"
                        + provider.path("options").path("path").asText() + ":ro");
    }
}
