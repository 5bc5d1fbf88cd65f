package dev.bursar.contract.usage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as this software writes them, {@code 2026-11-22T10:15:30.123456789Z}, read without a formatter: every event has one,
 * and a formatter takes a quarter of the time that reading an event does.
 */
final class UtcTime {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int MAX_FRACTION = 9;

    private UtcTime() {}

    static boolean looksLike(String text) {
        int last = text.length() - 1;
        if (last < SHAPE.length() || last > SHAPE.length() + 1 + MAX_FRACTION || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return last == SHAPE.length() || isFraction(text, last);
    }

    /** @throws java.time.DateTimeException on a day or hour that does not exist */
    static Instant parse(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text))
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isFraction(String text, int end) {
        int from = SHAPE.length();
        if (text.charAt(from) != '.' || end == from + 1) {
            return false;
        }
        for (int i = from + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text) {
        int from = SHAPE.length() + 1;
        int digits = text.length() - 1 - from;
        if (digits <= 0) {
            return 0;
        }
        int nanos = number(text, from, from + digits);
        for (int i = digits; i < MAX_FRACTION; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
