package dev.bursar.contract.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A usage event's worth under its rate card, with the derivation.
 *
 * @param usd exact; never rounded
 * @param unpricedReason present when, and only when, the state is {@link CostState#UNPRICED}
 * @param approximate whether the prices could not be applied call by call
 */
public record Cost(
        CostState state,
        BigDecimal usd,
        Optional<UnpricedReason> unpricedReason,
        Optional<RateCard.Reference> card,
        List<PriceLine> lines,
        boolean approximate) {

    public Cost {
        lines = List.copyOf(lines);
    }

    static Cost unpriced(UnpricedReason reason) {
        return new Cost(CostState.UNPRICED, BigDecimal.ZERO, Optional.of(reason), Optional.empty(), List.of(), false);
    }
}
