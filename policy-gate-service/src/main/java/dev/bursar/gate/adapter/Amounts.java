package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes and counts as engines read them: numbers, or texts like {@code 512m}. */
final class Amounts {

    /** Digits are bounded so that no text turns into an endless number. */
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19}+(?:\\.[0-9]{1,9}+)?+) ?+(?:([kmgtp])i?+)?+b?+");

    /** More than any engine counts to. */
    private static final int MAX_DIGITS = 19;

    private static final BigDecimal KIB = BigDecimal.valueOf(1024);

    private Amounts() {}

    /** The amount in single units; empty for what is no amount, and for less than nothing. */
    static Optional<BigDecimal> read(JsonNode value) {
        if (value.isNumber()) {
            var number = value.decimalValue();
            boolean sane = number.signum() >= 0
                    && number.precision() <= MAX_DIGITS
                    && Math.abs((long) number.scale()) <= MAX_DIGITS;
            return sane ? Optional.of(number) : Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.empty();
        }
        var size = SIZE.matcher(value.textValue().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        int power = size.group(2) == null ? 0 : "kmgtp".indexOf(size.group(2)) + 1;
        return Optional.of(new BigDecimal(size.group(1)).multiply(KIB.pow(power)));
    }
}
