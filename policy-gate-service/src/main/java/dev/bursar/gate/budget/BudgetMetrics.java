package dev.bursar.gate.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** What is measured of the gate's view of the books. */
@Singleton
class BudgetMetrics {

    /** Seconds since the instant up to which the gate's numbers are complete; not a number before the first. */
    static final String STATE_AGE = "bursar.gate.state.age.seconds";

    /** Budgets, accounts and rate cards that the gate holds. */
    static final String ROWS = "bursar.gate.rows";

    static final String TABLE = "table";

    private final BudgetView budgets;
    private final RatesView rates;
    private final InstantSource clock;

    BudgetMetrics(BudgetView budgets, RatesView rates, InstantSource clock) {
        this.budgets = budgets;
        this.rates = rates;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder(STATE_AGE, this, BudgetMetrics::age)
                .description("Seconds since the instant up to which the gate's numbers are complete")
                .register(registry);
        rows(registry, "budgets", budgets.definitions());
        rows(registry, "states", budgets.states());
        rows(registry, "rates", rates.cards());
    }

    private static void rows(MeterRegistry registry, String name, Table<?, ?> table) {
        Gauge.builder(ROWS, table, Table::size)
                .tag(TABLE, name)
                .description("Rows of the compacted topics that the gate holds")
                .register(registry);
    }

    private double age() {
        var freshness = budgets.freshness(clock.instant());
        if (freshness instanceof Freshness.Fresh fresh) {
            return seconds(Duration.between(fresh.asOf(), clock.instant()));
        }
        return freshness instanceof Freshness.Stale stale ? seconds(stale.age()) : Double.NaN;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
