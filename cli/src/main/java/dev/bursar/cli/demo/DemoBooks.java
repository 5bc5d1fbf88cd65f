package dev.bursar.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bursar.cli.client.Answer;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.cli.terminal.Progress;
import dev.bursar.contract.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the demo does with the books: looks into them, posts to them, waits for them. */
final class DemoBooks {

    private static final String COSTS = "/api/v1/metrics/costs";
    private static final String BEGINNING = "2000-01-01";
    private static final String TAG = "tags." + DemoCall.TAG;
    private static final int BATCH = 200;
    private static final int TRIES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Api api;

    DemoBooks(Api api) {
        this.api = api;
    }

    /** @throws CommandFailure where the ledger has entries that are not the demo's */
    void requireNothingReal() {
        var query = Query.none().with("from", BEGINNING).with("group_by", TAG);
        var rows = api.get(Service.AGGREGATOR, COSTS, query).orFail().json().path("rows");
        long real = 0;
        for (var row : rows) {
            if (!row.path("group").path(TAG).asText("").equals("true")) {
                real += row.path("calls").asLong();
            }
        }
        if (real > 0) {
            throw new CommandFailure("this ledger has " + Figures.count(real)
                    + (real == 1 ? " call that is" : " calls that are")
                    + " no demo's; the demo only fills an empty one, because a ledger forgets nothing.\n"
                    + "  For an empty one: ./bursar down && ./bursar up -d --fresh");
        }
    }

    /** Posts every call, in batches. */
    void post(List<DemoCall> calls, Progress progress) throws InterruptedException {
        for (int i = 0; i < calls.size(); i += BATCH) {
            progress.at(i, calls.size());
            var batch = Json.mapper().createArrayNode();
            calls.subList(i, Math.min(i + BATCH, calls.size())).forEach(call -> batch.add(call.event()));
            requireAccepted(patiently(batch));
        }
        progress.at(calls.size(), calls.size());
        progress.end();
    }

    /** Waits until the ledger has so many calls of these sessions; gives their sums. */
    JsonNode await(String sessions, int calls, Progress progress) throws InterruptedException {
        var query = Query.none().with("from", BEGINNING).with("session", sessions + "*");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var total =
                    api.get(Service.AGGREGATOR, COSTS, query).orFail().json().path("total");
            progress.at(total.path("calls").asLong(), calls);
            if (total.path("calls").asLong() >= calls) {
                progress.end();
                return total;
            }
            if (System.nanoTime() > deadline) {
                progress.end();
                throw new CommandFailure(
                        "the ledger has only " + total.path("calls").asLong() + " of " + calls + " calls after "
                                + PATIENCE.toSeconds() + " s; ./bursar doctor may know why");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    /** A service that is busy says when to come back. */
    private Answer patiently(ArrayNode batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var answer = api.post(Service.INGEST, "/api/v1/usage", "application/cloudevents-batch+json", batch);
            if (answer.code() != 429 && answer.code() != 503 || attempt == TRIES) {
                return answer;
            }
            TimeUnit.SECONDS.sleep(answer.retryAfter()
                    .filter(seconds -> seconds.matches("[1-5]"))
                    .map(Long::parseLong)
                    .orElse(1L));
        }
    }

    private static void requireAccepted(Answer answer) {
        boolean read = answer.code() == 422 && answer.json().has("outcomes");
        var body = (read ? answer : answer.orFail()).json();
        if (body.path("rejected").asLong() > 0) {
            throw new CommandFailure("ingest rejected " + body.path("rejected").asLong() + " of the demo's calls: "
                    + StreamSupport.stream(body.path("outcomes").spliterator(), false)
                            .filter(outcome -> outcome.has("reason"))
                            .map(outcome -> outcome.path("reason").asText() + " ("
                                    + outcome.path("detail").asText() + ")")
                            .distinct()
                            .limit(3)
                            .collect(Collectors.joining(", ")));
        }
    }
}
