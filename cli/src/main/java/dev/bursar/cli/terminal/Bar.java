package dev.bursar.cli.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How full something is, in ASCII, so that every terminal and log shows it. */
public final class Bar {

    private static final int WIDTH = 10;
    private static final BigDecimal NEARLY = new BigDecimal("0.8");

    private Bar() {}

    /** {@code spent} as {@code #}, then {@code held} as {@code +}, of a limit greater than zero. */
    public static String of(BigDecimal spent, BigDecimal held, BigDecimal limit) {
        int full = cells(spent, limit);
        int up = Math.max(full, cells(spent.add(held), limit));
        return "[" + "#".repeat(full) + "+".repeat(up - full) + "-".repeat(WIDTH - up) + "]";
    }

    /** Red from the limit on, yellow from four fifths. */
    public static Ink ink(BigDecimal spent, BigDecimal held, BigDecimal limit) {
        var used = spent.add(held);
        if (used.compareTo(limit) >= 0) {
            return Ink.BAD;
        }
        return used.compareTo(limit.multiply(NEARLY)) >= 0 ? Ink.WARN : Ink.NONE;
    }

    /** Rounded down, but never empty for something; full only at the limit. */
    private static int cells(BigDecimal amount, BigDecimal limit) {
        if (amount.signum() <= 0) {
            return 0;
        }
        int cells = amount.multiply(BigDecimal.valueOf(WIDTH))
                .divide(limit, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(WIDTH))
                .intValue();
        return Math.max(1, cells);
    }
}
