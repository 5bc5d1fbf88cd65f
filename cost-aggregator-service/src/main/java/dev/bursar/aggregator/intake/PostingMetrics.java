package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Decision;
import dev.bursar.aggregator.ledger.LedgerEntry;
import dev.bursar.aggregator.ledger.LedgerEntry.Kind;
import dev.bursar.aggregator.ledger.Posted;
import dev.bursar.aggregator.ledger.Posting;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.UnpricedReason;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.UsagePath;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Counts what postings changed, after their commit: {@code cost + adjustments up − adjustments down} is the ledger's sum. */
@ApplicationScoped
public class PostingMetrics {

    private static final int MAX_PROVIDERS = 30;
    private static final int MAX_MODELS = 100;
    private static final int MAX_TEAMS = 50;
    private static final int MAX_METERS = 40;
    private static final String NO_TEAM = "none";
    private static final String SUPERSEDED = "superseded";
    private static final String CONFLICT = "conflict";
    private static final String STALE = "stale";
    private static final String REPLAYED = "replayed";
    private static final List<String> OUTCOMES = List.of(SUPERSEDED, CONFLICT, STALE, REPLAYED);

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Timer eventToLedger;
    private final BoundedLabel providers = new BoundedLabel(MAX_PROVIDERS);
    private final BoundedLabel models = new BoundedLabel(MAX_MODELS);
    private final BoundedLabel teams = new BoundedLabel(MAX_TEAMS);
    private final BoundedLabel meters = new BoundedLabel(MAX_METERS);

    PostingMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.eventToLedger = Timer.builder(MetricNames.EVENT_TO_LEDGER)
                .description("From an event's record on the topic to its commit in the ledger")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        beginAtZero();
    }

    /** Prometheus sees no increase in a counter that begins with its first occurrence: those that alerts watch begin before. */
    private void beginAtZero() {
        registry.counter(MetricNames.UNHELD_SPEND);
        Stream.of("up", "down")
                .forEach(direction -> registry.counter(MetricNames.ADJUSTMENTS, MetricNames.DIRECTION, direction));
        for (var reason : UnpricedReason.values()) {
            registry.counter(MetricNames.UNPRICED_EVENTS, MetricNames.REASON, reason.code());
        }
        for (var entrance : UsagePath.Entrance.values()) {
            OUTCOMES.forEach(outcome -> registry.counter(
                    MetricNames.EVENTS, MetricNames.PATH, UsagePath.lower(entrance), MetricNames.OUTCOME, outcome));
        }
    }

    void count(Posted posted) {
        var sums = new Sums();
        entries(sums, posted.posting());
        outcomes(sums, posted);
        sums.addTo(registry);
        var now = clock.instant();
        posted.arrivals().forEach(arrival -> eventToLedger.record(Duration.between(arrival.receivedAt(), now)));
    }

    /** What a correction posted. */
    public void countCorrected(Posting posting) {
        var sums = new Sums();
        entries(sums, posting);
        sums.addTo(registry);
    }

    private void entries(Sums sums, Posting posting) {
        for (var entry : posting.entries()) {
            if (entry.kind() == Kind.USAGE) {
                usage(sums, entry);
            } else {
                var usd = entry.cost().usd();
                var direction = usd.signum() < 0 ? "down" : "up";
                sums.add(usd.abs(), MetricNames.ADJUSTMENTS, MetricNames.DIRECTION, direction);
            }
        }
    }

    private void usage(Sums sums, LedgerEntry entry) {
        var provider = providers.of(entry.dimensions().provider());
        var model = models.of(entry.modelCanonical());
        var team = teams.of(entry.dimensions().get(Dimensions.TEAM).orElse(NO_TEAM));
        var usd = entry.cost().usd();
        sums.add(
                usd,
                MetricNames.COST,
                MetricNames.PROVIDER,
                provider,
                MetricNames.MODEL,
                model,
                MetricNames.TEAM,
                team);
        if (entry.hold().isEmpty()) {
            sums.add(usd, MetricNames.UNHELD_SPEND);
        }
        if (entry.cost().state() == CostState.UNPRICED) {
            var reason = entry.cost().unpricedReason().orElseThrow().code();
            sums.add(BigDecimal.ONE, MetricNames.UNPRICED_EVENTS, MetricNames.REASON, reason);
        }
        tokens(sums, entry, provider, model);
    }

    private void tokens(Sums sums, LedgerEntry entry, String provider, String model) {
        entry.usage().counts().forEach((meter, count) -> {
            if (meter.isToken()) {
                sums.add(
                        BigDecimal.valueOf(count),
                        MetricNames.TOKENS,
                        MetricNames.PROVIDER,
                        provider,
                        MetricNames.MODEL,
                        model,
                        MetricNames.METER,
                        meters.of(meter.name()));
            }
        });
    }

    /** What is accepted, or rejected before it gets here, is counted by ingest. */
    private static void outcomes(Sums sums, Posted posted) {
        for (int i = 0; i < posted.arrivals().size(); i++) {
            var decision = posted.decisions().get(i);
            if (!(decision instanceof Decision.Accepted)) {
                var path =
                        UsagePath.lower(posted.arrivals().get(i).event().path().entrance());
                sums.add(
                        BigDecimal.ONE,
                        MetricNames.EVENTS,
                        MetricNames.PATH,
                        path,
                        MetricNames.OUTCOME,
                        outcome(decision));
            }
        }
    }

    /** The word for what became of a delivery. */
    static String outcome(Decision decision) {
        if (decision instanceof Decision.Accepted) {
            return "accepted";
        }
        if (decision instanceof Decision.Superseded) {
            return SUPERSEDED;
        }
        if (decision instanceof Decision.Conflict) {
            return CONFLICT;
        }
        return decision instanceof Decision.Stale || decision instanceof Decision.Repeated ? STALE : REPLAYED;
    }
}
