package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import java.util.List;

/**
 * A batch that is in the books.
 *
 * @param arrivals those that no earlier posting had
 * @param decisions one for each arrival
 */
public record Posted(Posting posting, List<Arrival> arrivals, List<Decision> decisions, Progress progress) {}
