package dev.bursar.aggregator.report;

import dev.bursar.contract.budget.Window.Interval;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a FOCUS file has a row of: a meter of a model at a price on a day, for the same labels, added up.
 *
 * @param day in the books' zone, of the events
 * @param period in which it is booked
 * @param modelCanonical the name that cards are matched by
 * @param labels the dimensions that are told apart, by name
 * @param tags as a JSON object
 * @param meter absent: what the entries cost beyond their meters, because the provider's own figure was booked
 * @param quantity of the meter's unit; of calls where there is no meter; negative where more is taken back than booked
 * @param price per million of a token meter, per unit of another, absent where there is none
 * @param rateTier which of the card's prices
 */
record FocusCharge(
        Interval day,
        Interval period,
        String provider,
        String modelCanonical,
        Map<String, String> labels,
        Optional<String> tags,
        Optional<Meter> meter,
        BigDecimal quantity,
        Optional<BigDecimal> price,
        Optional<String> rateTier,
        BigDecimal costUsd,
        CostState state,
        Optional<String> unpricedReason,
        Optional<RateCard.Reference> card) {

    /** Whether it belongs to a month before the one in which it is booked. */
    boolean isCorrection() {
        return day.start().isBefore(period.start());
    }

    boolean isOfTokens() {
        return meter.filter(Meter::isToken).isPresent();
    }

    Optional<String> label(String name) {
        return Optional.ofNullable(labels.get(name));
    }
}
