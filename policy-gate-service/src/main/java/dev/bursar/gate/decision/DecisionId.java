package dev.bursar.gate.decision;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Names decisions so that they sort by time: 48 bits of milliseconds, 80 random ones, in Crockford's base 32. */
final class DecisionId {

    private static final String PREFIX = "dec_";
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private DecisionId() {}

    static String at(Instant instant) {
        var random = ThreadLocalRandom.current();
        var text = new StringBuilder(PREFIX.length() + 26).append(PREFIX);
        digits(text, instant.toEpochMilli(), 10);
        digits(text, random.nextLong(), 8);
        digits(text, random.nextLong(), 8);
        return text.toString();
    }

    private static void digits(StringBuilder text, long bits, int count) {
        for (int i = count - 1; i >= 0; i--) {
            text.append(DIGITS[(int) (bits >>> (5 * i)) & 31]);
        }
    }
}
