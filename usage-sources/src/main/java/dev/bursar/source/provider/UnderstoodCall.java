package dev.bursar.source.provider;

import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one call used, in disjoint meters.
 *
 * @param provider the provider's own word, never an alias
 * @param model as the body names it
 * @param responseId the provider's own id of the call
 * @param part the model or ordinal that tells apart several calls of one payload; absent for its main call
 * @param scope whether the counts are one call's, or a sum over several
 * @param serviceTier {@code standard}, {@code batch}, {@code flex}, {@code priority} or {@code fast}; absent where the body
 *     is silent
 * @param region present only where it changes the price
 * @param approximate whether some count is known to be a bound or a mixture only, as after a cut stream
 * @param reportedCostUsd the provider's own figure
 */
public record UnderstoodCall(
        String provider,
        String model,
        Optional<String> responseId,
        Optional<String> part,
        Usage usage,
        Scope scope,
        Optional<String> serviceTier,
        Optional<String> region,
        boolean approximate,
        Optional<BigDecimal> reportedCostUsd) {

    /** A call of which nothing more is known than what it used. */
    static UnderstoodCall of(String provider, String model, Usage usage) {
        return new UnderstoodCall(
                provider,
                model,
                Optional.empty(),
                Optional.empty(),
                usage,
                Scope.CALL,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    UnderstoodCall withModel(String named) {
        return new UnderstoodCall(
                provider, named, responseId, part, usage, scope, serviceTier, region, approximate, reportedCostUsd);
    }

    UnderstoodCall withResponseId(Optional<String> known) {
        return new UnderstoodCall(
                provider, model, known, part, usage, scope, serviceTier, region, approximate, reportedCostUsd);
    }

    UnderstoodCall withPart(String name) {
        return new UnderstoodCall(
                provider,
                model,
                responseId,
                Optional.of(name),
                usage,
                scope,
                serviceTier,
                region,
                approximate,
                reportedCostUsd);
    }

    UnderstoodCall withScope(Scope covered) {
        return new UnderstoodCall(
                provider, model, responseId, part, usage, covered, serviceTier, region, approximate, reportedCostUsd);
    }

    UnderstoodCall withServiceTier(Optional<String> tier) {
        return new UnderstoodCall(
                provider, model, responseId, part, usage, scope, tier, region, approximate, reportedCostUsd);
    }

    UnderstoodCall withRegion(Optional<String> priced) {
        return new UnderstoodCall(
                provider, model, responseId, part, usage, scope, serviceTier, priced, approximate, reportedCostUsd);
    }

    UnderstoodCall withApproximate(boolean bound) {
        return new UnderstoodCall(
                provider, model, responseId, part, usage, scope, serviceTier, region, bound, reportedCostUsd);
    }

    UnderstoodCall withReportedCost(Optional<BigDecimal> usd) {
        return new UnderstoodCall(
                provider, model, responseId, part, usage, scope, serviceTier, region, approximate, usd);
    }

    /** What one of several models did for the call. */
    UnderstoodCall withShare(String model, Usage share) {
        return new UnderstoodCall(
                provider, model, responseId, part, share, scope, serviceTier, region, approximate, Optional.empty());
    }
}
