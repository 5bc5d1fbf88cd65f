package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the ledger booked of running totals: the share of one run, which only the books can know. */
final class BookedShare {

    /** An event is in the ledger within a second, as a rule. */
    private static final int TRIES = 20;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int MET = 200;

    private final Api api;

    BookedShare(Api api) {
        this.api = api;
    }

    /**
     * The newest ledger entry of what ingest took.
     *
     * @param outcome ingest's word of it
     * @return empty where the ledger does not show it in time, or not to this token
     */
    Optional<JsonNode> of(JsonNode outcome) {
        var query = Query.none()
                .with("source", outcome.path("source").asText())
                .with("id", outcome.path("id").asText())
                .with("model", outcome.at("/usage/model").asText())
                .with("kind", "usage")
                .with("limit", "1");
        try {
            for (int tried = 0; tried < TRIES; tried++) {
                var answer = api.get(Service.AGGREGATOR, "/api/v1/ledger", query);
                if (answer.code() != MET) {
                    return Optional.empty();
                }
                var entry = answer.json().path("items").path(0);
                if (entry.isObject()) {
                    return Optional.of(entry);
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommandFailure noLedger) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
