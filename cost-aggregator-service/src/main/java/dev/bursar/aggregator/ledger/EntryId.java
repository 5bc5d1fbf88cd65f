package dev.bursar.aggregator.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one ledger entry: {@code led_2026110000000000c8w0}. It says the month of posting, so that the entry is found in
 * one partition, and sorts as the entries do.
 *
 * @param month in UTC, as the ledger is partitioned
 * @param number unique over all months
 */
public record EntryId(YearMonth month, long number) implements Comparable<EntryId> {

    /** How many entries one posting may have; its entries are numbered from its id times this. */
    public static final int PER_POSTING = 1 << 16;

    private static final Pattern TEXT = Pattern.compile("led_(\\d{4})(\\d{2})([0-9a-z]{13})");
    private static final int RADIX = 36;

    /** The id of an entry posted at that instant. */
    public static EntryId of(Instant postedAt, long number) {
        return new EntryId(YearMonth.from(postedAt.atOffset(ZoneOffset.UTC)), number);
    }

    /** The id a text names, empty where it is none. */
    public static Optional<EntryId> parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var month = YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            return Optional.of(new EntryId(month, Long.parseLong(parts.group(3), RADIX)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The id that many places further in the same posting. */
    EntryId plus(long places) {
        return new EntryId(month, number + places);
    }

    /** The id of the posting that the entry belongs to. */
    public long posting() {
        return number / PER_POSTING;
    }

    public Instant monthStart() {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Instant monthEnd() {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public String text() {
        var digits = Long.toString(number, RADIX);
        int yearMonth = month.getYear() * 100 + month.getMonthValue();
        return "led_" + yearMonth + "0".repeat(13 - digits.length()) + digits;
    }

    @Override
    public int compareTo(EntryId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return text();
    }
}
