package dev.bursar.gate.budget;

import dev.bursar.gate.budget.Intent.ModelCall;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The largest {@code max_output_tokens} with which a call that was refused would pass. */
final class LargestOutput {

    private LargestOutput() {}

    /**
     * Searched with the rule itself, so that the answer is exactly what the rule would say to the smaller call. More
     * output never costs less.
     */
    static OptionalLong of(ModelCall refused, Predicate<ModelCall> passes) {
        if (refused.maxOutputTokens().isEmpty() || !passes.test(refused.withMaxOutputTokens(1))) {
            return OptionalLong.empty();
        }
        long fits = 1;
        long tooMuch = refused.maxOutputTokens().getAsLong();
        while (tooMuch - fits > 1) {
            long middle = fits + (tooMuch - fits) / 2;
            if (passes.test(refused.withMaxOutputTokens(middle))) {
                fits = middle;
            } else {
                tooMuch = middle;
            }
        }
        return OptionalLong.of(fits);
    }
}
