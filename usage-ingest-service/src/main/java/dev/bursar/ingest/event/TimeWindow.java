package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.TIME_IN_FUTURE;
import static dev.bursar.contract.usage.RejectionReason.TOO_OLD;

import java.time.Duration;
import java.time.Instant;

/**
 * How far an event's time may be from its receipt.
 *
 * @param maxAge how far back; older usage comes in by an admin's import
 */
public record TimeWindow(Duration maxAge) {

    /** Clocks differ; what is further ahead is a mistake. */
    static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    void require(Instant time, Instant receivedAt) {
        if (time.isAfter(receivedAt.plus(MAX_AHEAD))) {
            throw new Refusal(TIME_IN_FUTURE, "time is more than " + MAX_AHEAD + " ahead of its receipt");
        }
        if (time.isBefore(receivedAt.minus(maxAge))) {
            throw new Refusal(TOO_OLD, "time is more than " + maxAge + " before its receipt");
        }
    }
}
