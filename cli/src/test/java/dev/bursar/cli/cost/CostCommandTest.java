package dev.bursar.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {

    private static final String COSTS = "GET /api/v1/metrics/costs";

    private static final String REPORT = """
            {"from": "2026-10-31T23:00:00Z", "to": "2026-11-22T12:30:00Z", "zone": "Europe/Berlin", "as_of": "2026-11-22T12:30:00Z",
             "rows": [
              {"start": "2026-10-31T23:00:00Z", "end": "2026-11-22T12:30:00Z", "group": {"team": "platform", "model": "gpt-5-mini"},
               "cost_usd": "0.0000000375", "calls": 1, "unpriced_calls": 0, "tokens": {"cache_read": 1}, "tokens_in": 1, "tokens_out": 0},
              {"start": "2026-10-31T23:00:00Z", "end": "2026-11-22T12:30:00Z", "group": {"team": "platform", "model": "claude-sonnet-4-5"},
               "cost_usd": "1234.5678901", "calls": 98765, "unpriced_calls": 0, "tokens": {"input": 4000000, "cache_read": 6123456, "output": 987654},
               "tokens_in": 10123456, "tokens_out": 987654},
              {"start": "2026-10-31T23:00:00Z", "end": "2026-11-22T12:30:00Z", "group": {"team": null, "model": "house-model, v2"},
               "cost_usd": "0", "calls": 3, "unpriced_calls": 3, "tokens": {"input": 9, "output": 4}, "units": {"web_search": 2}, "tokens_in": 9, "tokens_out": 4}],
             "total": {"start": "2026-10-31T23:00:00Z", "end": "2026-11-22T12:30:00Z", "cost_usd": "1234.5678901375", "calls": 98769, "unpriced_calls": 3,
               "tokens": {"input": 4000009, "cache_read": 6123457, "output": 987658}, "tokens_in": 10123466, "tokens_out": 987658}}""";

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn().on(COSTS, 200, REPORT);
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    @Test
    void showsTheDearestFirstThenTheTotalAndSaysWhatIsUnpriced() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost", "--by", "team,model");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        Everything, from 2026-11-01 00:00 to 2026-11-22 13:30 (Europe/Berlin)

                        TEAM      MODEL               CALLS   TOKENS IN  TOKENS OUT  UNPRICED           COST
                        platform  claude-sonnet-4-5  98,765  10,123,456     987,654              $1,234.5679
                        platform  gpt-5-mini              1           1           0            $0.0000000375
                        -         house-model, v2         3           9           4         3       unpriced
                        TOTAL                        98,769  10,123,466     987,658         3    $1,234.5679
                        """);
    }

    @Test
    void saysSoWhereNothingWasSpent() {
        // Given
        aggregator.on(COSTS, 200, """
                {"from": "2026-10-31T23:00:00Z", "to": "2026-11-22T12:30:00Z", "zone": "Europe/Berlin", "rows": [],
                 "total": {"cost_usd": "0", "calls": 0, "unpriced_calls": 0}}""");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        Everything, from 2026-11-01 00:00 to 2026-11-22 13:30 (Europe/Berlin)

                        No call was reported.
                        """);
    }

    @Test
    void asksForTheMonthInTheSystemsZoneByModel() {
        // When
        Outcome.of(aggregator.environment(folder), "cost");

        // Then
        assertThat(aggregator.only().target())
                .isEqualTo("/api/v1/metrics/costs?zone=Europe%2FBerlin&group_by=model&interval=none");
    }

    @Test
    void passesPeriodGroupsIntervalAndFiltersOn() {
        // When
        Outcome.of(
                aggregator.environment(folder),
                "cost",
                "--from=yesterday",
                "--to=2026-11-22T10:00:00Z",
                "--zone=UTC",
                "--by=provider",
                "--interval=hour",
                "--team=plat*",
                "--tag",
                "env=prod");

        // Then
        assertThat(aggregator.only().target())
                .isEqualTo("/api/v1/metrics/costs?from=2026-11-21&to=2026-11-22T10%3A00%3A00Z&zone=UTC"
                        + "&group_by=provider&interval=hour&team=plat*&tags.env=prod");
    }

    @Test
    void showsTheSessionOfTheEnvironmentInFull() {
        // When
        var outcome = Outcome.of(
                aggregator.environment(folder, "BURSAR_SESSION", "s-7", "BURSAR_PROJECT", "hypercode"), "cost");

        // Then
        assertThat(aggregator.only().target())
                .contains("from=2000-01-01", "session=s-7")
                .doesNotContain("project");
        assertThat(outcome.out()).startsWith("session=s-7, since the beginning to 2026-11-22 13:30 (Europe/Berlin)");
    }

    @Test
    void showsASessionByDayFromAsLongAgoAsThereMayBeRows() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost", "--session", "s-7", "--interval", "day");

        // Then
        assertThat(aggregator.only().target()).contains("from=2026-05-26&");
        assertThat(outcome.out()).startsWith("session=s-7, from 2026-11-01 00:00 to");
    }

    @Test
    void showsTheProjectWhereThereIsNoSession() {
        // When
        Outcome.of(aggregator.environment(folder, "BURSAR_PROJECT", "hypercode"), "cost");

        // Then
        assertThat(aggregator.only().target()).contains("project=hypercode").doesNotContain("from=");
    }

    @Test
    void prefersTheCommandLineToTheEnvironment() {
        // When
        Outcome.of(aggregator.environment(folder, "BURSAR_SESSION", "s-7"), "cost", "--session", "s-8");

        // Then
        assertThat(aggregator.only().target()).contains("session=s-8").doesNotContain("s-7");
    }

    @Test
    void showsEverythingWhenToldSo() {
        // When
        Outcome.of(aggregator.environment(folder, "BURSAR_SESSION", "s-7"), "cost", "--all", "--by", "none");

        // Then
        assertThat(aggregator.only().target()).doesNotContain("session", "group_by");
    }

    @Test
    void printsTheAnswerUntouched() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost", "--json");

        // Then
        assertThat(outcome.out()).isEqualTo(REPORT + System.lineSeparator());
    }

    @Test
    void writesExactFiguresForPrograms() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost", "--by", "team,model", "--csv");

        // Then
        assertThat(outcome.out())
                .isEqualTo(String.join(
                        "\r\n",
                        "start,end,team,model,calls,unpriced_calls,tokens_in,tokens_out,tokens.cache_read,tokens.input,"
                                + "tokens.output,units.web_search,cost_usd",
                        "2026-10-31T23:00:00Z,2026-11-22T12:30:00Z,platform,gpt-5-mini,1,0,1,0,1,0,0,0,0.0000000375",
                        "2026-10-31T23:00:00Z,2026-11-22T12:30:00Z,platform,claude-sonnet-4-5,98765,0,10123456,987654,"
                                + "6123456,4000000,987654,0,1234.5678901",
                        "2026-10-31T23:00:00Z,2026-11-22T12:30:00Z,,\"house-model, v2\",3,3,9,4,0,9,4,2,0",
                        ""));
    }

    @Test
    void refusesTwoFormatsAtOnce() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost", "--csv", "--json");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.BAD_USAGE);
    }

    @Test
    void refusesAZoneThatIsNone() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "cost", "--zone", "Berlin");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(outcome.err())
                .contains("'--zone': no such time zone: Berlin")
                .doesNotContain("java.");
    }
}
