package dev.bursar.aggregator.publisher;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** What is counted of publishing. */
@ApplicationScoped
class PublisherMetrics {

    private static final String ALERTS = "bursar.alerts";
    private static final String THRESHOLD = "threshold";

    private final MeterRegistry registry;

    PublisherMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void alerted(BigDecimal threshold) {
        registry.counter(ALERTS, THRESHOLD, threshold.toPlainString()).increment();
    }
}
