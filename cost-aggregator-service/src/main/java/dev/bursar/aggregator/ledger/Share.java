package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.Usage;
import java.util.Optional;

/**
 * What an event of a series is booked with.
 *
 * @param anew why it is all of its total, although another one is before it
 */
record Share(Usage usage, Optional<Given.Anew> anew) {}
