package dev.bursar.contract.estimate;

import dev.bursar.contract.pricing.Cost;
import java.util.Optional;

/**
 * What a call will cost.
 *
 * @param worstCase all of the most tokens that may go in and come out, at what is dearest of them
 * @param expected the tokens that probably will
 * @param tokens of the prompt
 * @param assumed what stands in for something that the rate card does not say
 * @param supportsActualCost whether the provider reports usage, so that the actual cost will be known after the call
 */
public record Estimate(
        Cost worstCase,
        Cost expected,
        TokenCount tokens,
        long expectedOutputTokens,
        Optional<Assumption> assumed,
        boolean supportsActualCost) {}
