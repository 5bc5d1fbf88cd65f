package dev.bursar.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bursar token ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Lists the tokens that were minted; the tokens themselves are kept nowhere.", ""})
final class TokenListCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    TokenListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var tokens = Listing.read(connection.open(), Service.AGGREGATOR, "/api/v1/tokens");
        return output.print(
                tokens.body(), csv -> csv(tokens.items(), csv), table(tokens.items()), "No token was minted.");
    }

    private Table table(List<JsonNode> tokens) {
        var table = new Table(
                Column.text("ID"),
                Column.text("PRINCIPAL"),
                Column.text("ROLES"),
                Column.text("TEAM"),
                Column.text("ACTS FOR"),
                Column.text("UNTIL"));
        tokens.forEach(token -> table.row(
                List.of(
                        token.path("id").asText(),
                        token.path("principal").asText(),
                        words(token.path("roles")),
                        words(token.path("team")),
                        words(token.path("act_for")),
                        until(token)),
                isRevoked(token) ? Ink.FAINT : Ink.NONE));
        return table;
    }

    private static void csv(List<JsonNode> tokens, Csv csv) {
        csv.line(List.of("id", "principal", "roles", "team", "projects", "act_for", "expires_at", "revoked_at"));
        tokens.forEach(token -> csv.line(List.of(
                token.path("id").asText(),
                token.path("principal").asText(),
                words(token.path("roles")),
                words(token.path("team")),
                words(token.path("projects")),
                words(token.path("act_for")),
                token.path("expires_at").asText(""),
                isRevoked(token) ? token.path("revoked_at").asText() : "")));
    }

    private String until(JsonNode token) {
        return isRevoked(token)
                ? "revoked"
                : Period.local(token.path("expires_at").asText(""), environment.zone());
    }

    private static boolean isRevoked(JsonNode token) {
        return token.hasNonNull("revoked_at");
    }

    /** A word, or several apart by blanks; a dash where there is none. */
    private static String words(JsonNode value) {
        if (value.isArray()) {
            var words = StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
            return words.isEmpty() ? "-" : words;
        }
        return value.asText("").isEmpty() || value.isNull() ? "-" : value.asText();
    }
}
