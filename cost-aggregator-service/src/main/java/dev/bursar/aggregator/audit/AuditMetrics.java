package dev.bursar.aggregator.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What the auditor found last. Before the first comparison, and after one that failed, the figures are not numbers. */
@ApplicationScoped
class AuditMetrics {

    private final AtomicReference<Finding> last = new AtomicReference<>();

    private record Finding(BigDecimal drift, int differences, Instant at) {}

    AuditMetrics(MeterRegistry registry) {
        Gauge.builder("bursar.ledger.drift.usd", () -> read(Finding::drift))
                .description("By how much the counters of budgets differ from the ledger; 0 unless something is wrong")
                .register(registry);
        Gauge.builder("bursar.ledger.drift.counters", () -> read(Finding::differences))
                .description("Counters of budgets, in any unit, that differ from the ledger")
                .register(registry);
        Gauge.builder(
                        "bursar.ledger.audited.timestamp.seconds",
                        () -> read(found -> found.at().getEpochSecond()))
                .description("When counters and ledger were last compared")
                .register(registry);
    }

    void compared(Comparison comparison, Instant at) {
        last.set(new Finding(comparison.driftUsd(), comparison.differences().size(), at));
    }

    void failed() {
        last.set(null);
    }

    private Number read(Function<Finding, Number> figure) {
        var finding = last.get();
        return finding == null ? Double.NaN : figure.apply(finding);
    }
}
