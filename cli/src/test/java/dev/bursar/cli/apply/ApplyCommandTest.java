package dev.bursar.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.StandIn.Reply;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {

    private static final String BUDGETS = """
            budgets:
              - id: agent-daily
                per: [principal]
                limit: {usd: 5.00}
                window: {calendar: day, zone: Europe/Berlin}
            """;

    private static final String RATES = """
            rates:
              - id: acme/large
                provider: acme
                match: {exact: [large]}
                effective_from: 2026-01-01
                prices:
                  input: 3
                  output: 15.5
                units: {audio_second: 0.001}
                minimums: {audio_second: 10}
            """;

    @TempDir
    private Path folder;

    private final Map<String, JsonNode> budgets = new TreeMap<>();
    private final Map<String, JsonNode> rates = new TreeMap<>();
    private final Map<String, String> marks = new TreeMap<>();
    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn();
        definition("/api/v1/budgets/agent-daily", budgets, "/api/v1/budgets/agent-daily");
        definition("/api/v1/rates/acme%2Flarge", rates, "/api/v1/rates/acme%2Flarge/versions");
        aggregator.on("GET /api/v1/applied/default", request -> {
            var list = Json.object();
            var items = list.putArray("items");
            marks.forEach((id, kind) -> items.addObject().put("kind", kind).put("id", id));
            return new Reply(200, list.putNull("next_cursor").toString());
        });
        mark("budget", "agent-daily", "agent-daily");
        mark("rate", "acme/large", "acme%2Flarge");
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    /** A service that has what it was given, and shows it with what it adds. */
    private void definition(String path, Map<String, JsonNode> held, String shown) {
        aggregator
                .on("PUT " + path, request -> {
                    var json = (ObjectNode) request.json();
                    boolean created = held.put(path, json) == null;
                    return new Reply(created ? 201 : 200, json.toString());
                })
                .on("DELETE " + path, request -> new Reply(held.remove(path) == null ? 404 : 204, ""))
                .on("GET " + shown, request -> {
                    if (!held.containsKey(path)) {
                        return new Reply(404, "{}");
                    }
                    var json = held.get(path).deepCopy();
                    return shown.equals(path)
                            ? new Reply(
                                    200,
                                    ((ObjectNode) json)
                                            .put("revision", 4)
                                            .put("state", "active")
                                            .toString())
                            : new Reply(
                                    200,
                                    "{\"items\": ["
                                            + ((ObjectNode) json)
                                                    .put("version", 3)
                                                    .put("state", "active") + "]}");
                });
    }

    private void mark(String kind, String id, String segment) {
        var path = "/api/v1/applied/default/" + kind + "/" + segment;
        aggregator
                .on("PUT " + path, request -> {
                    marks.put(id, kind);
                    return new Reply(204, "");
                })
                .on("DELETE " + path, request -> {
                    marks.remove(id);
                    return new Reply(204, "");
                });
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private Outcome apply(String... more) {
        var arguments = new String[more.length + 3];
        arguments[0] = "apply";
        arguments[1] = "-f";
        arguments[2] = "defs";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Outcome.of(aggregator.environment(folder), arguments);
    }

    @Test
    void aDryRunPrintsThePlanAndChangesNothing() throws IOException {
        // Given
        file("defs/budgets.yaml", BUDGETS);
        file("defs/models/rates.yaml", RATES);

        // When
        var outcome = apply("--dry-run");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(outcome.out())
                .contains("+ budget agent-daily")
                .contains("+ rate acme/large")
                .contains("2 would change");
        assertThat(budgets).isEmpty();
        assertThat(marks).isEmpty();
    }

    @Test
    void applyingAgainChangesNothing() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);

        // When
        var first = apply();
        var second = apply();

        // Then
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).contains("2 changed, 0 as they are");
        assertThat(second.out()).isEqualToNormalizingNewlines("0 changed, 2 as they are\n");
        assertThat(budgets.get("/api/v1/budgets/agent-daily")
                        .path("limit")
                        .path("usd")
                        .asText())
                .isEqualTo("5.00");
        assertThat(rates.get("/api/v1/rates/acme%2Flarge")
                        .path("prices")
                        .path("output")
                        .asText())
                .isEqualTo("15.5");
        assertThat(rates.get("/api/v1/rates/acme%2Flarge")
                        .at("/minimums/audio_second")
                        .isInt())
                .isTrue();
        assertThat(marks).containsOnlyKeys("agent-daily", "acme/large");
    }

    @Test
    void aChangeIsShownFieldByField() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);
        apply();

        // When
        file("defs/all.yaml", BUDGETS.replace("5.00", "7.5") + RATES.replace("input: 3", "input: 2.7"));
        var outcome = apply();

        // Then
        assertThat(outcome.out())
                .contains("limit.usd: 5.00 -> 7.5")
                .contains("prices.input: 3 -> 2.7")
                .contains("2 changed");
    }

    @Test
    void pruningRemovesOnlyWhatWasApplied() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);
        apply();
        file("defs/all.yaml", "budgets: []\n" + RATES);

        // When
        var kept = apply();
        var pruned = apply("--prune");

        // Then
        assertThat(kept.out()).contains("0 changed");
        assertThat(pruned.out())
                .contains("- budget agent-daily  (applied before, in no file any more)")
                .contains("1 changed, 1 as they are");
        assertThat(budgets).isEmpty();
        assertThat(marks).containsOnlyKeys("acme/large");
    }

    @Test
    void pruningWithoutAFileOfAKindIsRefused() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);
        apply();
        Files.delete(folder.resolve("defs/all.yaml"));

        // When
        var empty = apply("--prune", "--dry-run");
        file("defs/all.yaml", RATES.replace("input: 3", "input: 4"));
        var half = apply("--prune");

        // Then
        assertThat(empty.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(empty.err())
                .contains("would remove the only budget that was applied before")
                .contains("budgets: []");
        assertThat(half.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(half.out()).isEmpty();
        assertThat(budgets).hasSize(1);
        assertThat(rates.get("/api/v1/rates/acme%2Flarge").at("/prices/input").asText())
                .isEqualTo("3");
    }

    @Test
    void whatOthersMadeAndIsAsItShouldBeIsNotTakenOver() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);
        apply();
        marks.clear();

        // When
        var found = apply();
        file("defs/all.yaml", "budgets: []\nrates: []\n");
        var pruned = apply("--prune");

        // Then
        assertThat(found.out())
                .contains("= budget agent-daily")
                .contains("made elsewhere, stays so: never pruned")
                .contains("0 changed, 2 as they are");
        assertThat(pruned.out()).contains("0 changed");
        assertThat(budgets).hasSize(1);
    }

    @Test
    void whatOthersMadeAndAFileChangesIsTakenOverAndSaidToBe() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);
        apply();
        marks.clear();
        file("defs/all.yaml", BUDGETS.replace("5.00", "7.5") + RATES);

        // When
        var outcome = apply();

        // Then
        assertThat(outcome.out()).contains("made elsewhere, taken over: --prune may remove it later");
        assertThat(marks).containsOnlyKeys("agent-daily");
    }

    @Test
    void everyFaultIsToldWithFileAndLineAndNothingIsApplied() throws IOException {
        // Given
        file("defs/a.yaml", BUDGETS.replace("usd: 5.00", "usd: -5"));
        file("defs/b.yaml", RATES.replace("output: 15.5", "output: 15.5\n      inptu: 1") + "\nwebhook: []\n");
        file("defs/c.yaml", "budgets:\n  - {id: x, id: y}\n");
        file("defs/d.yaml", "rates: [\n");
        file(
                "defs/e.yaml",
                RATES.replace("acme\n    match", "acme\n    currency: EUR\n    match")
                        .replace("acme/large", "acme/small"));

        // When
        var outcome = apply();

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .contains("a.yaml:4:")
                .contains("b.yaml:13: unknown key webhook")
                .contains("c.yaml:2:")
                .contains("d.yaml:2:")
                .contains("e.yaml:4: the books are in USD");
        assertThat(aggregator.requests()).isEmpty();
    }

    @Test
    void whatNeverChangesIsSaidBeforeAnythingIsDone() throws IOException {
        // Given
        file("defs/all.yaml", BUDGETS + RATES);
        apply();

        // When
        file("defs/all.yaml", BUDGETS.replace("[principal]", "[team]") + RATES.replace("input: 3", "input: 4"));
        var outcome = apply();

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("all.yaml:3: the per of budget agent-daily never changes");
        assertThat(rates.get("/api/v1/rates/acme%2Flarge")
                        .path("prices")
                        .path("input")
                        .asText())
                .isEqualTo("3");
    }

    @Test
    void anAmountWithoutEndIsToldWithItsPlaceAndNotInJavasWords() throws IOException {
        // Given
        Files.writeString(folder.resolve("budgets.yaml"), BUDGETS.replace("5.00", ".inf"));
        Files.writeString(folder.resolve("rates.yaml"), RATES.replace("input: 3", "input: .inf"));
        Files.writeString(
                folder.resolve("more.yaml"),
                RATES.replace("acme/large", "acme/more")
                        + "    context_tiers: [{over_input_tokens: .inf, prices: {input: 6}}]\n");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "apply", "-f", ".");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .contains("budgets.yaml:4: ", "rates.yaml:7: ", "more.yaml:11: ")
                .doesNotContainIgnoringCase("character")
                .doesNotContain("java.", "Exception", "NaN");
    }
}
