package dev.bursar.cli.correction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Figures;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;

/** A correction that was asked for, followed to its end. The books go on with it when nobody looks. */
final class Correction {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Api api;
    private final String path;
    private final PrintWriter err;

    /** @param path of the API, such as {@code /api/v1/repricings} */
    Correction(Api api, String path, PrintWriter err) {
        this.api = api;
        this.path = path;
        this.err = err;
    }

    /** Prints what came of it in the end. */
    void run(ObjectNode body, PrintWriter out, boolean asJson) {
        var answer = api.post(Service.AGGREGATOR, path, body).orFail();
        var told = 0L;
        while (isUnderWay(answer.json())) {
            long entries = answer.json().path("entries").asLong();
            if (entries > told) {
                err.println(answer.json().path("id").asText() + ": " + Figures.counted(entries, "event") + " so far");
                err.flush();
                told = entries;
            }
            pause();
            var id = Query.segment(answer.json().path("id").asText());
            answer = api.get(Service.AGGREGATOR, path + "/" + id, Query.none()).orFail();
        }
        out.println(asJson ? answer.text() : summary(answer.json()));
        out.flush();
        if (answer.json().path("state").asText().equals("failed")) {
            throw new CommandFailure(answer.json().path("id").asText() + " failed: "
                    + answer.json().path("failure").asText());
        }
    }

    private static boolean isUnderWay(JsonNode correction) {
        var state = correction.path("state").asText();
        return state.equals("queued") || state.equals("running");
    }

    private static String summary(JsonNode correction) {
        var difference = new BigDecimal(correction.path("difference_usd").asText("0"));
        var events = Figures.counted(correction.path("entries").asLong(), "event");
        var change = correction.path("dry_run").asBoolean() ? " would change, by " : " changed, by ";
        return correction.path("id").asText() + ": " + events + change + Figures.usd(difference);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted; the correction goes on", e);
        }
    }
}
