package dev.bursar.aggregator.ledger;

import java.util.Map;
import java.util.Optional;

/** What is put right of events that are in the books. */
public sealed interface Correction {

    /** Each is priced with the cards of now, by the rate in force at its own time. */
    record Reprice() implements Correction {}

    /**
     * Each gets other dimensions; what it costs stays as it is.
     *
     * @param set by name; empty takes the dimension away
     */
    record Reattribute(Map<String, Optional<String>> set) implements Correction {

        public Reattribute {
            set = Map.copyOf(set);
        }
    }
}
