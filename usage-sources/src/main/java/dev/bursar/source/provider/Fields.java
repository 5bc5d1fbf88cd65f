package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads single fields of a body; absent and null are the same. */
public final class Fields {

    private static final int FINEST = 24;

    private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(FINEST);
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private Fields() {}

    /**
     * A count, empty where the body has none.
     *
     * @throws Refusal what is no count: negative, not whole, too large, not a number
     */
    public static OptionalLong count(JsonNode from, String name) {
        var value = from.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value.isInt() && value.intValue() >= 0) {
            return OptionalLong.of(value.intValue());
        }
        return value.isNull() ? OptionalLong.empty() : OptionalLong.of(checked(name, value));
    }

    public static long countOrZero(JsonNode from, String name) {
        return count(from, name).orElse(0);
    }

    private static long checked(String name, JsonNode value) {
        var number = number(name, value);
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Refusal(RejectionReason.NOT_WHOLE, name + " is not a whole number");
        }
        return number.longValueExact();
    }

    /** A number of seconds, begun ones counted whole, as they are billed; empty where the body has none. */
    static OptionalLong seconds(JsonNode from, String name) {
        var value = from.path(name);
        if (!value.isNumber()) {
            return OptionalLong.empty();
        }
        var number = number(name, value);
        // What is below 1 may have more decimals than fit into memory.
        return OptionalLong.of(
                number.compareTo(BigDecimal.ONE) < 0
                        ? number.signum()
                        : number.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    /**
     * Dollars, empty where the body has none. Providers write them from binary fractions: what is finer than
     * {@value #FINEST} decimals is no money but their noise.
     *
     * @param shift how many decimals the provider's unit is from a dollar
     * @throws Refusal what is no amount
     */
    static Optional<BigDecimal> money(JsonNode from, String name, int shift) {
        var value = from.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        var amount = number(name, value, MOST.movePointRight(shift)).movePointLeft(shift);
        if (amount.compareTo(LEAST) < 0) {
            return Optional.of(BigDecimal.ZERO);
        }
        return Optional.of(amount.scale() > FINEST ? amount.setScale(FINEST, RoundingMode.HALF_EVEN) : amount);
    }

    private static BigDecimal number(String name, JsonNode value) {
        return number(name, value, BigDecimal.valueOf(Usage.MAX_COUNT));
    }

    private static BigDecimal number(String name, JsonNode value, BigDecimal most) {
        if (!value.isNumber()) {
            throw new Refusal(RejectionReason.MALFORMED, name + " is not a number");
        }
        var number = value.decimalValue();
        if (number.signum() < 0) {
            throw new Refusal(RejectionReason.NEGATIVE_COUNT, name + " is negative");
        }
        if (number.compareTo(most) > 0) {
            throw new Refusal(RejectionReason.COUNT_TOO_LARGE, name + " is more than " + most.toPlainString());
        }
        return number;
    }

    /**
     * The count that either of two fields has, which say the same.
     *
     * @throws Refusal where they do not
     */
    static OptionalLong either(JsonNode from, String name, JsonNode alsoFrom, String alsoName) {
        var one = count(from, name);
        var other = count(alsoFrom, alsoName);
        if (one.isPresent() && other.isPresent() && one.getAsLong() != other.getAsLong()) {
            throw new Refusal(
                    RejectionReason.TOTALS_CONTRADICT,
                    name + " is " + one.getAsLong() + ", " + alsoName + " is " + other.getAsLong());
        }
        return one.isPresent() ? one : other;
    }

    /** A text that can label an event, empty where the body has none; a stream's first piece may hold empty ones. */
    public static Optional<String> text(JsonNode from, String name) {
        var value = from.path(name).textValue();
        return value == null || !Dimensions.isValue(value) ? Optional.empty() : Optional.of(value);
    }

    /** The text that the newest of several documents has. */
    static Optional<String> newest(List<? extends JsonNode> documents, String name) {
        for (int i = documents.size() - 1; i >= 0; i--) {
            var found = text(documents.get(i), name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** @throws Refusal where neither the body nor the sender names a model */
    static String model(Optional<String> named, Optional<String> askedFor) {
        return named.or(() -> askedFor)
                .orElseThrow(() -> new Refusal(
                        RejectionReason.NO_MODEL, "the response names no model, and none was given beside it"));
    }
}
