package dev.bursar.gate.budget;

import dev.bursar.contract.pricing.ModelAddress;
import java.util.Optional;

/** Finds out which model at which provider a caller means, by the rate cards that the gate was told of. */
@FunctionalInterface
public interface ModelNames {

    /**
     * @param id {@code provider/model}, or the model's name alone
     * @param provider where the caller names it beside the model
     */
    ModelAddress.Outcome find(String id, Optional<String> provider);

    /** What the model's rate card says cuts texts into its tokens; empty where none says it. */
    default Optional<String> tokenizer(ModelAddress model) {
        return Optional.empty();
    }
}
