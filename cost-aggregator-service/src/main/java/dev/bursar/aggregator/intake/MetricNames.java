package dev.bursar.aggregator.intake;

/** Names of metrics and labels, as Micrometer writes them; Prometheus shows {@code bursar_cost_usd_total} and so on. */
final class MetricNames {

    static final String COST = "bursar.cost.usd";
    static final String ADJUSTMENTS = "bursar.adjustments.usd";
    static final String UNHELD_SPEND = "bursar.unheld.spend.usd";
    static final String TOKENS = "bursar.tokens";
    static final String EVENTS = "bursar.events";
    static final String UNPRICED_EVENTS = "bursar.unpriced.events";
    static final String EVENT_TO_LEDGER = "bursar.event.to.ledger";
    static final String CONSUMER_LAG = "bursar.consumer.lag.events";
    static final String RATE_CARD_AGE = "bursar.rate.card.age";

    static final String PROVIDER = "provider";
    static final String MODEL = "model";
    static final String TEAM = "team";
    static final String METER = "meter";
    static final String DIRECTION = "direction";
    static final String PATH = "path";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";

    private MetricNames() {}
}
