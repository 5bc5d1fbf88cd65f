package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.check.Question;
import dev.bursar.cli.client.Answer;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageJson;
import dev.bursar.source.cli.Gist;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The services: the gate is asked, ingest is told. */
final class ServerBooks implements Books {

    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String USAGE = "/api/v1/usage";
    private static final String TAG = "tags.";
    private static final int UNDERSTOOD_BUT_NOT_TAKEN = 422;

    private final Api api;
    private final List<String> options;

    /** @param options that say which server it is */
    ServerBooks(Api api, List<String> options) {
        this.api = api;
        this.options = List.copyOf(options);
    }

    @Override
    public List<String> options() {
        return options;
    }

    @Override
    public Permission ask(Intent intent) {
        var context = Json.object();
        put(context, intent.labels());
        context.remove("principal");
        context.put("input_tokens", intent.inputTokens()).put("max_output_tokens", intent.maxOutputTokens());
        intent.unnamedProvider().ifPresent(provider -> context.put("provider", provider));
        var principal = Optional.ofNullable(intent.labels().get("principal")).orElseGet(api::subject);
        var question = new Question(principal, "llm_call", "model", intent.resource(), context);
        var answer = api.post(Service.GATE, EVALUATION, question.json()).orFail();
        var decision = answer.json().path("decision");
        if (!decision.isBoolean()) {
            throw new CommandFailure(answer.request() + " answered without a decision; is that the gate?");
        }
        if (!decision.booleanValue()) {
            return new Permission.Denied(
                    answer.json().path("context").path("message").asText("denied"));
        }
        // Any answer will do: what can't be recorded afterwards is not begun.
        api.get(Service.INGEST, USAGE, Query.none());
        return new Permission.Granted();
    }

    @Override
    public Recorded record(Gist gist, Report report) {
        var query = Query.none();
        var labels = new TreeMap<>(report.labels());
        labels.remove("tool");
        query.with(labels);
        report.id().ifPresent(id -> query.with("id", id));
        report.model().ifPresent(model -> query.with("model", model));
        query.with("time", report.at().toString());
        report.durationMillis().ifPresent(millis -> query.with("duration_ms", Long.toString(millis)));
        if (report.failed()) {
            query.with("status", "error");
        }
        return told(api.post(
                Service.INGEST,
                USAGE + "/cli/" + Query.segment(report.tool()),
                query,
                "text/plain",
                gist.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Recorded record(String provider, ObjectNode body, Report report) {
        var told = Json.object();
        put(told, report.labels());
        told.put("time", report.at().toString());
        report.durationMillis().ifPresent(millis -> told.put("duration_ms", millis));
        told.set("response", body);
        return told(api.post(Service.INGEST, USAGE + "/responses/" + provider, told));
    }

    private static void put(ObjectNode into, Map<String, String> labels) {
        labels.forEach((name, value) -> {
            if (name.startsWith(TAG)) {
                into.withObject("/tags").put(name.substring(TAG.length()), value);
            } else {
                into.put(name, value);
            }
        });
    }

    private Recorded told(Answer answer) {
        if (answer.code() != UNDERSTOOD_BUT_NOT_TAKEN) {
            answer.orFail();
        }
        var outcomes = answer.json().path("outcomes");
        if (!outcomes.isArray()) {
            answer.orFail();
            throw new CommandFailure(answer.request() + " answered without outcomes; is that the ingest service?");
        }
        var lines = new ArrayList<String>();
        boolean whole = true;
        for (var outcome : outcomes) {
            boolean accepted = outcome.path("outcome").asText().equals("accepted");
            whole &= accepted;
            lines.add(accepted ? accepted(outcome) : rejected(outcome));
        }
        return new Recorded(lines, List.of(), answer.text(), whole);
    }

    /** Of running totals, the books know the run's own share as soon as they have it. */
    private String accepted(JsonNode outcome) {
        var told = outcome.path("usage");
        var who = "recorded: " + told.path("provider").asText() + "/"
                + told.path("model").asText();
        var series = told.path("series");
        if (!series.isObject() || series.path("start").asBoolean()) {
            return who + tokens(told);
        }
        return new BookedShare(api)
                .of(outcome)
                .map(share -> who + tokens(share))
                .orElseGet(() -> who + ", running totals of its session:"
                        + tokens(told).substring(1) + "; the books take this run's share of them");
    }

    private static String tokens(JsonNode of) {
        var usage = UsageJson.readWritten(of.path("usage"));
        return ", tokens in " + usage.tokensIn() + ", out " + usage.tokensOut();
    }

    private static String rejected(JsonNode outcome) {
        return "not recorded: " + outcome.path("reason").asText() + ": "
                + outcome.path("detail").asText();
    }
}
