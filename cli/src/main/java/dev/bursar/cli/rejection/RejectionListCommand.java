package dev.bursar.cli.rejection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Answer;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bursar rejections ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Lists what was set aside, the latest first.",
            "",
            "RETRY: yes, while the original is still on its topic; no, it came by HTTP or OTLP, so that its sender has"
                    + " to send it again; done.",
            ""
        })
final class RejectionListCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Option(names = "--reason", paramLabel = "REASON", description = "Why, such as no_model.")
    private String reason;

    @Option(names = "--principal", paramLabel = "NAME", description = "Who the call was made for.")
    private String principal;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Who sent it.")
    private String source;

    @Option(names = "--state", paramLabel = "STATE", description = "set_aside or retried.")
    private String state;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "The most rows. Default: 100.")
    private int limit;

    RejectionListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var answer = connection
                .open()
                .get(Service.AGGREGATOR, "/api/v1/rejections", query())
                .orFail();
        var rejections = items(answer);
        return output.print(answer.text(), csv -> csv(rejections, csv), table(rejections), "Nothing was set aside.");
    }

    private Query query() {
        var query = Query.none().with("limit", Integer.toString(limit));
        with(query, "reason", reason);
        with(query, "principal", principal);
        with(query, "source", source);
        with(query, "state", state);
        return query;
    }

    private static void with(Query query, String name, String value) {
        if (value != null) {
            query.with(name, value);
        }
    }

    private static List<JsonNode> items(Answer answer) {
        var items = new ArrayList<JsonNode>();
        answer.json().path("items").forEach(items::add);
        return items;
    }

    private Table table(List<JsonNode> rejections) {
        var table = new Table(
                Column.text("RECEIVED"),
                Column.text("REASON"),
                Column.text("RETRY"),
                Column.text("PRINCIPAL"),
                Column.text("SOURCE"),
                Column.text("EVENT"),
                Column.text("DETAIL"),
                Column.text("ID"));
        rejections.forEach(rejection -> table.row(
                List.of(
                        Period.local(rejection.path("received_at").asText(), environment.zone()),
                        rejection.path("reason").asText(),
                        retry(rejection),
                        word(rejection, "principal"),
                        word(rejection, "source"),
                        word(rejection, "event_id"),
                        rejection.path("detail").asText(),
                        rejection.path("id").asText()),
                isRetried(rejection) ? Ink.FAINT : Ink.NONE));
        return table;
    }

    private static boolean isRetried(JsonNode rejection) {
        return rejection.path("state").asText().equals("retried");
    }

    /** Only what came over a topic has an original that can be taken in again, as long as the topic keeps it. */
    private static String retry(JsonNode rejection) {
        if (isRetried(rejection)) {
            return "done";
        }
        return hasOriginal(rejection) ? "yes" : "no";
    }

    private static boolean hasOriginal(JsonNode rejection) {
        return rejection.path("origin").isObject();
    }

    private static void csv(List<JsonNode> rejections, Csv csv) {
        var columns = List.of(
                "id",
                "state",
                "received_at",
                "reason",
                "detail",
                "path",
                "principal",
                "source",
                "event_id",
                "origin",
                "retried_at");
        csv.line(columns);
        rejections.forEach(rejection -> csv.line(columns.stream()
                .map(column -> column.equals("origin") ? origin(rejection) : field(rejection, column))
                .toList()));
    }

    private static String field(JsonNode rejection, String name) {
        return rejection.hasNonNull(name) ? rejection.path(name).asText() : "";
    }

    private static String origin(JsonNode rejection) {
        var origin = rejection.path("origin");
        return hasOriginal(rejection)
                ? origin.path("topic").asText() + "/" + origin.path("partition").asText() + "/"
                        + origin.path("offset").asText()
                : "";
    }

    private static String word(JsonNode rejection, String name) {
        return rejection.hasNonNull(name) ? rejection.path(name).asText() : "-";
    }
}
