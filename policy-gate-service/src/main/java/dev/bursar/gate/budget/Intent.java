package dev.bursar.gate.budget;

import dev.bursar.contract.usage.Dimensions;
import java.util.OptionalLong;

/** What a caller is about to do, as far as budgets are concerned. */
public sealed interface Intent {

    /** By which budgets match it. */
    Dimensions dimensions();

    /**
     * A call of a model.
     *
     * @param inputTokens all tokens that go in, of a text or messages the most there can be; empty where the caller did not
     *     say
     * @param maxOutputTokens the most that may come out; empty where the caller did not say
     * @param hold whether the caller asked for its worth to be set aside
     */
    record ModelCall(Dimensions dimensions, OptionalLong inputTokens, OptionalLong maxOutputTokens, boolean hold)
            implements Intent {

        ModelCall withMaxOutputTokens(long most) {
            return new ModelCall(dimensions, inputTokens, OptionalLong.of(most), hold);
        }
    }

    /** Anything else: it has no cost of its own, but is refused once nothing is left. */
    record Action(Dimensions dimensions) implements Intent {}
}
