package dev.bursar.contract.estimate;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call that has not been made yet.
 *
 * @param model the name as the caller says it
 * @param maxOutputTokens the most that may come out
 * @param expectedOutputTokens how much will probably come out; a quarter of the most where nobody says
 */
public record CallAhead(
        String provider,
        String model,
        Prompt prompt,
        long maxOutputTokens,
        OptionalLong expectedOutputTokens,
        Optional<String> serviceTier,
        Optional<String> region) {

    private static final long USUAL_SHARE = 4;

    long expectedOutput() {
        return Math.min(
                maxOutputTokens, expectedOutputTokens.orElse((maxOutputTokens + USUAL_SHARE - 1) / USUAL_SHARE));
    }
}
