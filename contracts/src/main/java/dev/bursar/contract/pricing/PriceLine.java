package dev.bursar.contract.pricing;

import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;

/**
 * How one meter of one event was priced.
 *
 * @param price USD per 1,000,000 of a token meter, per unit of another, all multipliers included
 * @param tier which prices of the card were used: {@code base}, {@code over_200000}, {@code batch}, …
 * @param costUsd exact
 */
public record PriceLine(Meter meter, long quantity, BigDecimal price, String tier, BigDecimal costUsd) {}
