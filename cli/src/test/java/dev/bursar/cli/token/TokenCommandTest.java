package dev.bursar.cli.token;

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

class TokenCommandTest {

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn()
                .on(
                        "POST /api/v1/tokens",
                        201,
                        "{\"id\":\"tok_1\",\"token\":\"a.b.c\",\"expires_at\":\"2026-11-22T13:30:00Z\"}");
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    @Test
    void printsTheTokenAlone() {
        // When
        var outcome = Outcome.of(
                aggregator.environment(folder),
                "token",
                "--principal",
                "coder-1",
                "--role",
                "emitter",
                "--team",
                "platform",
                "--project",
                "a,b",
                "--act-for",
                "agents-*",
                "--ttl",
                "PT1H");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("a.b.c\n");
        assertThat(outcome.err()).isEqualToNormalizingNewlines("(tok_1 for coder-1, until 2026-11-22T13:30:00Z)\n");
        assertThat(aggregator.only().json().toString())
                .isEqualTo("{\"principal\":\"coder-1\",\"roles\":[\"emitter\"],\"team\":\"platform\","
                        + "\"projects\":[\"a\",\"b\"],\"act_for\":[\"agents-*\"],\"ttl\":\"PT1H\"}");
    }

    @Test
    void letsTheServicesChooseWhatIsNotNamed() {
        // When
        Outcome.of(aggregator.environment(folder), "token", "--principal", "coder-1");

        // Then
        assertThat(aggregator.only().json().toString())
                .isEqualTo("{\"principal\":\"coder-1\",\"roles\":[\"emitter\",\"caller\"]}");
    }

    @Test
    void wantsToKnowWhomItIsFor() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "token");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(outcome.err()).contains("--principal");
        assertThat(aggregator.requests()).isEmpty();
    }

    @Test
    void listsTokens() {
        // Given
        aggregator.on("GET /api/v1/tokens", 200, """
                {"items": [
                  {"id": "tok_1", "principal": "coder-1", "roles": ["emitter", "caller"], "team": "platform", "projects": null, "act_for": [],
                   "expires_at": "2026-11-22T13:30:00Z", "revoked_at": null},
                  {"id": "tok_2", "principal": "gateway", "roles": ["emitter"], "team": null, "projects": null, "act_for": ["agents-*"],
                   "expires_at": "2026-11-22T13:30:00Z", "revoked_at": "2026-11-22T12:00:00Z"}], "next_cursor": null}""");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "token", "ls");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        ID     PRINCIPAL  ROLES           TEAM      ACTS FOR  UNTIL
                        tok_1  coder-1    emitter caller  platform  -         2026-11-22 14:30
                        tok_2  gateway    emitter         -         agents-*  revoked
                        """);
    }

    @Test
    void revokesEachTokenThatIsNamed() {
        // Given
        aggregator.on("DELETE /api/v1/tokens/tok_1", 204, "").on("DELETE /api/v1/tokens/tok_2", 204, "");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "token", "revoke", "tok_1", "tok_2");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("revoked tok_1\nrevoked tok_2\n");
    }
}
