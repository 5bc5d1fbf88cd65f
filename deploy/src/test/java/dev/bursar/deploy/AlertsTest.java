package dev.bursar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static List<JsonNode> rules() {
        var rules = new ArrayList<JsonNode>();
        Checkout.yaml("deploy/prometheus/alerts.yml")
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static List<JsonNode> expectations(String alert) {
        var found = new ArrayList<JsonNode>();
        Checkout.yaml("deploy/prometheus/alerts_test.yml")
                .path("tests")
                .forEach(test -> test.path("alert_rule_test").forEach(expectation -> {
                    if (expectation.path("alertname").asText().equals(alert)) {
                        found.add(expectation);
                    }
                }));
        return found;
    }

    @Test
    void everyAlertSaysHowGraveItIsAndWhereItIsExplained() {
        // Given
        var headings = Checkout.text("docs/operations.md")
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        // Then
        assertThat(rules()).hasSizeGreaterThan(10);
        for (var rule : rules()) {
            var name = rule.path("alert").asText();
            assertThat(rule.path("labels").path("severity").asText()).isIn("info", "warning", "critical");
            assertThat(rule.path("annotations").path("summary").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(rule.path("annotations").path("runbook").asText())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(headings).contains(name);
        }
    }

    /** That it does is promtool's to say: {@code promtool test rules}. */
    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItIsOver() {
        for (var rule : rules()) {
            var name = rule.path("alert").asText();
            var expectations = expectations(name);
            int last = expectations.size() - 1;

            assertThat(expectations)
                    .as(name)
                    .anyMatch(expectation -> expectation.path("exp_alerts").size() > 0);
            assertThat(expectations.get(0).path("exp_alerts").size()).as(name).isZero();
            assertThat(expectations.get(last).path("exp_alerts").size())
                    .as(name)
                    .isZero();
        }
    }

    @Test
    void everyMetricOfThemIsRegisteredByAService() {
        // Given
        var names = MetricNames.ofTheServices();

        // When
        var used = MetricNames.in(Checkout.text("deploy/prometheus/alerts.yml"));

        // Then
        assertThat(used).hasSizeGreaterThan(10).allMatch(names::contains);
    }
}
