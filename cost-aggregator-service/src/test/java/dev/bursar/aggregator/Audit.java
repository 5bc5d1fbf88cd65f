package dev.bursar.aggregator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** What the auditor of the aggregator under test says in its metrics. */
public record Audit(URI management) {

    /** An audit that began after this moment found the counters of every budget to be what the ledger adds up to. */
    public void assertNoDrift() {
        var from = Instant.now().getEpochSecond() + 1;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> metric("bursar_ledger_audited_timestamp_seconds"), audited -> audited > from);
        assertThat(metric("bursar_ledger_drift_usd")).isZero();
        assertThat(metric("bursar_ledger_drift_counters")).isZero();
    }

    /** Not a number where there is no such metric yet. */
    public double metric(String name) {
        return given().get(management.resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(Double.NaN);
    }
}
