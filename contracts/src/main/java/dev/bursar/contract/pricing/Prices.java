package dev.bursar.contract.pricing;

import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What meters cost, in USD.
 *
 * @param perMillion price of 1,000,000 tokens; at most {@value #MAX_SCALE} decimals
 * @param perUnit price of one unit of what is not a token
 */
public record Prices(Map<Meter, BigDecimal> perMillion, Map<Meter, BigDecimal> perUnit) {

    /** The most decimals of a price. */
    public static final int MAX_SCALE = 12;

    public static final Prices NONE = new Prices(Map.of(), Map.of());

    public Prices {
        perMillion = Collections.unmodifiableMap(new HashMap<>(perMillion));
        perUnit = Collections.unmodifiableMap(new HashMap<>(perUnit));
        perMillion.forEach((meter, price) -> require(meter, price, true));
        perUnit.forEach((meter, price) -> require(meter, price, false));
    }

    /** These prices, with those of the other in place of them where it has some. */
    Prices overriddenBy(Prices other) {
        var tokens = new HashMap<>(perMillion);
        tokens.putAll(other.perMillion);
        var units = new HashMap<>(perUnit);
        units.putAll(other.perUnit);
        return new Prices(tokens, units);
    }

    private static void require(Meter meter, BigDecimal price, boolean token) {
        if (price.signum() < 0 || price.stripTrailingZeros().scale() > MAX_SCALE) {
            throw new IllegalArgumentException("price of " + meter + " is negative or too fine: " + price);
        }
        if (meter.isToken() != token) {
            throw new IllegalArgumentException(meter + (token ? " is priced per unit" : " is priced per million"));
        }
    }
}
