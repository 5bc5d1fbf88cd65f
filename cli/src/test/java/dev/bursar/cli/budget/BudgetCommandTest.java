package dev.bursar.cli.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetCommandTest {

    private static final String PATH = "/api/v1/budgets/agent-daily";

    private static final String BUDGET = """
            {"id": "agent-daily", "match": {"team": "platform"}, "per": ["principal"], "limit": {"usd": "5.00"},
             "window": {"calendar": "day", "zone": "Europe/Berlin"}, "mode": "hard", "alerts": ["0.5", "0.8", "1"],
             "when_unpriced": "deny", "when_unavailable": {"last_known": "PT60S"}, "revision": 3, "state": "active"}""";

    private static final String TOKENS = """
            {"id": "all-tokens", "match": {}, "per": [], "limit": {"tokens": 50000000}, "window": {"lifetime": true},
             "mode": "soft", "alerts": [], "when_unpriced": "allow", "when_unavailable": "deny", "revision": 1, "state": "frozen"}""";

    private static final String ACCOUNTS = """
            {"items": [
              {"key": "agent-daily/principal=coder-1", "budget": "agent-daily", "dimensions": {"principal": "coder-1"},
               "window": {"start": "2026-11-21T23:00:00Z", "end": "2026-11-22T23:00:00Z"}, "unit": "usd", "limit": "5.00",
               "spent": "1.25", "held": "0", "available": "3.75", "resets_at": "2026-11-22T23:00:00Z", "frozen": false, "version": 7, "as_of": "2026-11-22T12:29:59Z"},
              {"key": "agent-daily/principal=coder-2", "budget": "agent-daily", "dimensions": {"principal": "coder-2"},
               "window": {"start": "2026-11-21T23:00:00Z", "end": "2026-11-22T23:00:00Z"}, "unit": "usd", "limit": "5.00",
               "spent": "4.88", "held": "0.12", "available": "0", "resets_at": "2026-11-22T23:00:00Z", "frozen": false, "version": 9, "as_of": "2026-11-22T12:29:59Z"}],
             "next_cursor": null}""";

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn();
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    @Test
    void listsBudgetsWithTheirLimitsInWords() {
        // Given
        aggregator.on("GET /api/v1/budgets", 200, "{\"items\":[" + BUDGET + "," + TOKENS + "],\"next_cursor\":null}");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "ls");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        BUDGET                   LIMIT  WINDOW             PER        MATCH          MODE  STATE
                        agent-daily              $5.00  day Europe/Berlin  principal  team=platform  hard  active
                        all-tokens   50,000,000 tokens  lifetime           -          everything     soft  frozen
                        """);
    }

    @Test
    void suggestsAFirstBudgetWhereThereIsNone() {
        // Given
        aggregator.on("GET /api/v1/budgets", 200, "{\"items\":[],\"next_cursor\":null}");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "ls");

        // Then
        assertThat(outcome.out()).contains("bursar budget set agent-daily --limit 5.00 --window day --per principal");
    }

    @Test
    void showsAccountsTheFullestFirst() {
        // Given
        aggregator.on("GET " + PATH, 200, BUDGET).on("GET " + PATH + "/accounts", 200, ACCOUNTS);

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "show", "agent-daily");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        agent-daily: $5.00 per day for each principal, hard
                          window       day Europe/Berlin, until 2026-11-23 00:00
                          match        team=platform
                          alerts at    50% 80% 100%
                          unpriced     deny
                          unavailable  last_known PT60S

                        ACCOUNT            FILL                  SPENT     HELD  LIMIT
                        principal=coder-2  [#########+]  100%  $4.8800  $0.1200  $5.00
                        principal=coder-1  [##--------]   25%  $1.2500        -  $5.00
                        """);
    }

    @Test
    void writesAccountsExactlyForPrograms() {
        // Given
        aggregator.on("GET " + PATH, 200, BUDGET).on("GET " + PATH + "/accounts", 200, ACCOUNTS);

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "show", "agent-daily", "--csv");

        // Then
        assertThat(outcome.out())
                .startsWith("key,window_start,window_end,unit,limit,spent,held,available,resets_at\r\n"
                        + "agent-daily/principal=coder-1,2026-11-21T23:00:00Z,2026-11-22T23:00:00Z,usd,5.00,1.25,0,3.75,"
                        + "2026-11-22T23:00:00Z\r\n");
    }

    @Test
    void looksAsOftenAsItIsTold() {
        // Given
        aggregator.on("GET " + PATH, 200, BUDGET).on("GET " + PATH + "/accounts", 200, ACCOUNTS);

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "watch", "agent-daily", "--times", "1");

        // Then
        assertThat(outcome.out())
                .startsWith("2026-11-22 13:30:00 (Europe/Berlin)")
                .contains("principal=coder-2");
    }

    @Test
    void definesANewBudget() {
        // Given
        aggregator.on("PUT " + PATH, 201, BUDGET);

        // When
        var outcome = Outcome.of(
                aggregator.environment(folder),
                "budget",
                "set",
                "agent-daily",
                "--limit",
                "5.00",
                "--window",
                "day",
                "--per",
                "principal",
                "--match",
                "team=platform",
                "--alert",
                "0.5,0.8,1",
                "--when-unavailable",
                "PT60S");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(outcome.out())
                .isEqualToNormalizingNewlines(
                        "created agent-daily: $5.00 per day for each" + " principal, hard, matching team=platform\n");
        assertThat(aggregator.requests().get(1).json().toString())
                .isEqualTo("{\"id\":\"agent-daily\",\"match\":{\"team\":\"platform\"},\"per\":[\"principal\"],"
                        + "\"limit\":{\"usd\":\"5.00\"},\"window\":{\"calendar\":\"day\",\"zone\":\"Europe/Berlin\"},"
                        + "\"alerts\":[\"0.5\",\"0.8\",\"1\"],\"when_unavailable\":{\"last_known\":\"PT60S\"}}");
    }

    @Test
    void changesOnlyWhatIsNamed() throws IOException {
        // Given
        aggregator.on("GET " + PATH, 200, BUDGET).on("PUT " + PATH, 200, BUDGET);

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "agent-daily", "--limit", "7.50");

        // Then
        assertThat(outcome.out()).startsWith("changed agent-daily");
        var expected =
                Json.read(BUDGET.replace("5.00", "7.50").replace(", \"revision\": 3, \"state\": \"active\"", ""));
        assertThat(aggregator.requests().get(1).json()).isEqualTo(expected);
    }

    @Test
    void saysWhatANewBudgetNeeds() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "agent-daily", "--per", "team");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("there is no budget agent-daily yet; a new one needs --limit and --window");
    }

    @Test
    void saysWhatToDoWhereABudgetWouldBecomeAnother() {
        // Given
        aggregator
                .on("GET " + PATH, 200, BUDGET)
                .on(
                        "PUT " + PATH,
                        409,
                        "{\"type\":\"urn:bursar:problem:immutable\",\"title\":\"What a budget is never changes\",\"status\":409,"
                                + "\"errors\":[{\"pointer\":\"/window\",\"code\":\"immutable\",\"detail\":\"was day\"}]}");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "agent-daily", "--window", "month");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .contains("never change", "another id", "bursar budget rm agent-daily", "differs: /window");
    }

    @Test
    void takesDefinitionsFromAFileAndSendsMoneyAsText() throws IOException {
        // Given
        Files.writeString(folder.resolve("budgets.yaml"), """
                budgets:
                  - id: agent-daily
                    limit: {usd: 5.00}
                    window: {calendar: day, zone: Europe/Berlin}
                    alerts: [0.5, 1]
                """);
        aggregator.on("PUT " + PATH, 201, BUDGET);

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "-f", "budgets.yaml");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(aggregator.only().json().toString())
                .contains("\"limit\":{\"usd\":\"5.00\"}", "\"alerts\":[\"0.5\",\"1\"]");
    }

    @Test
    void namesThePlaceInAFileThatCantBeRead() throws IOException {
        // Given
        Files.writeString(folder.resolve("budgets.json"), "{\n  \"id\": \"a\",\n  \"limit\": }");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "-f", "budgets.json");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("budgets.json:3:");
    }

    @Test
    void refusesAFileAndOptionsTogether() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "-f", "b.yaml", "--limit", "5");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(aggregator.requests()).isEmpty();
    }

    @Test
    void removesABudget() {
        // Given
        aggregator.on("DELETE /api/v1/budgets/a%2Fb", 204, "");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "rm", "a/b");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("removed a/b\n");
    }

    @Test
    void anAmountWithoutEndIsToldWithItsPlace() throws IOException {
        // Given
        Files.writeString(folder.resolve("b.yaml"), "{id: a, limit: {usd: .inf}, alerts: [.nan]}");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "budget", "set", "-f", "b.yaml");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("b.yaml:1:26: Malformed numeric value '.inf'");
        assertThat(aggregator.requests()).isEmpty();
    }
}
