package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * An event in a series, ordered by time and id: the highest of its tellings that gave a running total, whether or not a richer
 * one without is what the books go by. The tool's total is not less because somebody knows better what the call used.
 *
 * @param series 64 hex digits, see {@link Series#scopedBy}
 * @param time to the microsecond, as the database keeps it
 * @param total what it gave
 * @param start whether its total begins anew
 * @param content of the telling, as its event's {@link Standing} has it while that one counts
 */
record Member(
        String series,
        Instant time,
        String eventId,
        EventIdentity identity,
        Usage total,
        boolean start,
        ByteBuffer content,
        Standing.Rank rank)
        implements Comparable<Member> {

    /** The database orders texts by their bytes, too. */
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final Comparator<Member> ORDER = Comparator.comparing(Member::series)
            .thenComparing(Member::time)
            .thenComparing(Member::eventId, BYTES)
            .thenComparing(Member::identity);

    Member {
        time = time.truncatedTo(ChronoUnit.MICROS);
    }

    /** The place of an arrival in its series, empty where it is in none. */
    static Optional<Member> of(Arrival arrival) {
        var event = arrival.event();
        return event.series()
                .map(series -> new Member(
                        series.scopedBy(event.dimensions()),
                        event.time(),
                        event.id(),
                        arrival.identity(),
                        event.usage(),
                        series.start(),
                        arrival.content(),
                        Standing.Rank.of(arrival)));
    }

    /** This one, or another telling of the same event where that is of a higher rank. */
    Member or(Member told) {
        return told.rank.compareTo(rank) > 0 ? told : this;
    }

    /** Whether the event is booked with its share, and not with what another telling says of the call alone. */
    boolean counts(Standing standing) {
        return standing.content().equals(content);
    }

    /**
     * What this member adds to the one before it: all of its total where it says that it begins anew, or nothing is before it.
     *
     * @param before the member before it in the same series
     */
    Share share(Optional<Member> before) {
        if (start) {
            return new Share(total, Optional.of(Given.Anew.START));
        }
        var earlier = before.map(Member::total);
        return new Share(
                earlier.map(total::since).orElse(total),
                earlier.filter(total::isLowerThan).map(lower -> Given.Anew.LOWER_TOTAL));
    }

    @Override
    public int compareTo(Member other) {
        return ORDER.compare(this, other);
    }
}
