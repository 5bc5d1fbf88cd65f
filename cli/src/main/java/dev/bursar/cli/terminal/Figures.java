package dev.bursar.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. Programs get the exact ones by {@code --json} and {@code --csv}. */
public final class Figures {

    private static final int DECIMALS = 4;
    private static final BigDecimal LEAST = new BigDecimal("0.0001");
    private static final MathContext SMALL = new MathContext(3);

    private Figures() {}

    /** Money with four decimals; an amount too small for them keeps three digits, so that it is never shown as zero. */
    public static String usd(BigDecimal amount) {
        var size = amount.abs();
        var sign = amount.signum() < 0 ? "-$" : "$";
        if (size.signum() > 0 && size.compareTo(LEAST) < 0) {
            return sign + size.round(SMALL).stripTrailingZeros().toPlainString();
        }
        var shown = size.setScale(DECIMALS, RoundingMode.HALF_UP);
        return sign
                + grouped(shown.toBigInteger())
                + shown.toPlainString().substring(shown.toPlainString().indexOf('.'));
    }

    /** Money without needless decimals, at least two: a limit as it was set. */
    public static String price(BigDecimal amount) {
        var plain = amount.stripTrailingZeros();
        var shown = plain.setScale(Math.max(2, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
        int point = shown.indexOf('.');
        return "$" + grouped(plain.toBigInteger()) + shown.substring(point);
    }

    /** A count with its thousands apart. */
    public static String count(Number count) {
        return grouped(count);
    }

    /** A count of things: {@code 1 card}, {@code 2 cards}. */
    public static String counted(long count, String one) {
        return grouped(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** A share of something as a percentage, rounded down: 99.99 % is not yet full. */
    public static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(0, RoundingMode.DOWN).toPlainString() + "%";
    }

    private static String grouped(Number whole) {
        return String.format(Locale.ROOT, "%,d", whole);
    }
}
