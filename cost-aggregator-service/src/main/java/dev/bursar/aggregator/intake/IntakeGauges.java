package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.Jobs;
import dev.bursar.aggregator.pricing.RateCardStore;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/** How far the books are behind: events not posted yet, and rate cards that nobody looked at for long. */
@ApplicationScoped
class IntakeGauges {

    private final AtomicLong lag = new AtomicLong();
    private final MultiGauge cardAge;
    private final KafkaClientService kafka;
    private final Positions positions;
    private final RateCardStore cards;
    private final InstantSource clock;
    private final Jobs jobs;

    IntakeGauges(
            MeterRegistry registry,
            KafkaClientService kafka,
            Positions positions,
            RateCardStore cards,
            InstantSource clock,
            Jobs jobs) {
        this.kafka = kafka;
        this.positions = positions;
        this.cards = cards;
        this.clock = clock;
        this.jobs = jobs;
        registry.gauge(MetricNames.CONSUMER_LAG, lag);
        this.cardAge = MultiGauge.builder(MetricNames.RATE_CARD_AGE)
                .description("Since the newest figures of a provider were read")
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measureLag() {
        var client = kafka.<String, byte[]>getConsumer(UsageConsumer.CHANNEL);
        return client == null
                ? Uni.createFrom().voidItem()
                : client.runOnPollingThread((Consumer<String, byte[]> consumer) -> behind(consumer))
                        .invoke(lag::set)
                        .replaceWithVoid();
    }

    /** What the broker told with the last records; asking it would hold up the poll. */
    private long behind(Consumer<String, byte[]> consumer) {
        return consumer.assignment().stream()
                .filter(partition -> consumer.currentLag(partition).isPresent())
                .mapToLong(partition -> consumer.position(partition)
                        + consumer.currentLag(partition).getAsLong()
                        - positions.of(partition))
                .sum();
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measureCards() {
        return jobs.attempt("rate-card-age", () -> cards.load().invoke(this::measure));
    }

    void measure(RateCards all) {
        var newest = new TreeMap<String, LocalDate>();
        for (RateCard card : all.all()) {
            if (!card.asOf().equals(RateCard.UNDATED)) {
                newest.merge(card.provider(), card.asOf(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        var now = clock.instant();
        cardAge.register(
                newest.entrySet().stream()
                        .map(provider -> MultiGauge.Row.of(
                                Tags.of(MetricNames.PROVIDER, provider.getKey()),
                                Duration.between(
                                                provider.getValue()
                                                        .atStartOfDay(ZoneOffset.UTC)
                                                        .toInstant(),
                                                now)
                                        .toSeconds()))
                        .toList(),
                true);
    }
}
