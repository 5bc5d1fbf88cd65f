package dev.bursar.aggregator.correction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A correction as the books keep it.
 *
 * @param state {@code queued}, {@code running}, {@code done} or {@code failed}
 * @param throughPosting the last posting whose entries are looked at
 * @param afterEntry the entry it has come to
 * @param entries how many events were corrected so far, or would be
 * @param differenceUsd by how much the books went up
 */
record CorrectionRow(
        long number,
        CorrectionRequest request,
        String requestedBy,
        Instant requestedAt,
        String state,
        long throughPosting,
        long afterEntry,
        long entries,
        BigDecimal differenceUsd,
        Optional<Instant> finishedAt,
        Optional<String> failure) {

    private static final int RADIX = 36;

    String id() {
        return request.kind().prefix() + Long.toString(number, RADIX);
    }

    /** The number in an id, empty where a text is none. */
    static Optional<Long> number(CorrectionRequest.Kind kind, String id) {
        if (!id.matches(kind.prefix() + "[0-9a-z]{1,12}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(id.substring(kind.prefix().length()), RADIX));
    }

    ObjectNode json() {
        var json = Json.object()
                .put("id", id())
                .put("state", state)
                .put("entries", entries)
                .put("difference_usd", Json.money(differenceUsd))
                .put("dry_run", request.dryRun());
        json.set("request", request.body());
        return json.put("requested_by", requestedBy)
                .put("requested_at", requestedAt.toString())
                .put("finished_at", finishedAt.map(Instant::toString).orElse(null))
                .put("failure", failure.orElse(null));
    }
}
