package dev.bursar.source.otlp;

import java.time.Instant;
import java.util.Optional;

/** Times as OTLP has them: nanoseconds since the epoch, 64 bits without a sign, 0 where unknown. */
final class RecordTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RecordTime() {}

    /** The first that is known. */
    static Optional<Instant> of(long... unixNanos) {
        for (long nanos : unixNanos) {
            if (nanos != 0) {
                return Optional.of(Instant.ofEpochSecond(
                        Long.divideUnsigned(nanos, NANOS_PER_SECOND), Long.remainderUnsigned(nanos, NANOS_PER_SECOND)));
            }
        }
        return Optional.empty();
    }
}
