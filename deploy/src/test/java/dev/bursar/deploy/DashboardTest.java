package dev.bursar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final JsonNode DASHBOARD = Checkout.json("deploy/grafana/dashboards/bursar.json");

    private static List<JsonNode> panels() {
        return StreamSupport.stream(DASHBOARD.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    @Test
    void everyPanelHasATitleAnExplanationAUnitAndQueriesOfTheProvisionedSource() {
        assertThat(panels()).hasSizeGreaterThan(10);
        for (var panel : panels()) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .isNotBlank();
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                    .isNotBlank();
            assertThat(panel.path("targets").size()).isPositive();
            panel.path("targets").forEach(target -> {
                assertThat(target.path("datasource").path("uid").asText()).isEqualTo("bursar-prometheus");
                assertThat(target.path("expr").asText()).isNotBlank();
            });
        }
        assertThat(DASHBOARD.path("panels"))
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
    }

    @Test
    void itShowsWhatPeopleLookFor() {
        assertThat(panels())
                .extracting(panel -> panel.path("title").asText())
                .contains(
                        "Spend by model, per hour",
                        "Spend by team, per hour",
                        "Budget fill",
                        "Decisions, per second",
                        "Lag and drift");
    }

    @Test
    void everyMetricOfItIsRegisteredByAService() {
        // Given
        var names = MetricNames.ofTheServices();

        // When
        var used = MetricNames.in(Checkout.text("deploy/grafana/dashboards/bursar.json"));

        // Then
        assertThat(used).hasSizeGreaterThan(10).allMatch(names::contains);
    }
}
