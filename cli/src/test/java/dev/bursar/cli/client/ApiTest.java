package dev.bursar.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {

    private static final String EMPTY = "{\"items\":[],\"next_cursor\":null}";

    @TempDir
    private Path folder;

    private StandIn service;

    @BeforeEach
    void start() throws IOException {
        service = new StandIn();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void saysWhatToStartWhereNobodyListens() throws IOException {
        // Given
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var environment = Outcome.environment(Map.of("BURSAR_TOKEN", "t"), folder);

        // When
        var outcome = Outcome.of(environment, "budget", "ls", "--url", "http://127.0.0.1:" + free);

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .isEqualToNormalizingNewlines("bursar: no cost-aggregator-service at http://127.0.0.1:" + free
                        + ". Start the stack with ./bursar up, or set BURSAR_AGGREGATOR_URL.\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void saysWhereItLookedForAToken() {
        // When
        var outcome = Outcome.of(Outcome.environment(Map.of(), folder), "budget", "ls");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .contains(
                        "set BURSAR_TOKEN",
                        "./bursar up",
                        folder.resolve(".bursar").toString());
    }

    @Test
    void takesTheTokenOfTheEmbeddedStackAndSaysSoWhenItIsRefused() throws IOException {
        // Given
        var home = Files.createDirectories(folder.resolve("elsewhere").resolve(".bursar"));
        Files.writeString(home.resolve("admin.token"), "embedded-token\n");
        service.on(
                "GET /api/v1/budgets",
                401,
                "{\"type\":\"urn:bursar:problem:unauthenticated\",\"title\":\"No valid token\",\"status\":401,"
                        + "\"detail\":\"the token has expired\"}");
        var environment = Outcome.environment(
                Map.of("BURSAR_HOME", "elsewhere", "BURSAR_AGGREGATOR_URL", service.address()), folder);

        // When
        var outcome = Outcome.of(environment, "budget", "ls");

        // Then
        assertThat(service.only().authorization()).isEqualTo("Bearer embedded-token");
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err())
                .isEqualToNormalizingNewlines(
                        "bursar: No valid token: the token has expired\n  asked as the token from "
                                + home.resolve("admin.token") + "\n");
    }

    @Test
    void showsEachPlaceAtFault() {
        // Given
        service.on(
                "GET /api/v1/budgets",
                400,
                "{\"title\":\"The request is not understood\",\"status\":400,\"detail\":\"2 faults\",\"errors\":["
                        + "{\"pointer\":\"/limit/usd\",\"code\":\"not_positive\",\"detail\":\"a limit is more than zero\"},"
                        + "{\"pointer\":\"limit\",\"code\":\"out_of_range\"}]}");

        // When
        var outcome = Outcome.of(service.environment(folder), "budget", "ls");

        // Then
        assertThat(outcome.err()).isEqualToNormalizingNewlines("""
                        bursar: The request is not understood: 2 faults
                          /limit/usd: a limit is more than zero
                          limit: out_of_range
                        """);
    }

    @Test
    void saysOnceWhatIsWrongAtASinglePlace() {
        // Given
        service.on(
                "GET /api/v1/budgets",
                400,
                "{\"title\":\"The request is not understood\",\"status\":400,\"detail\":\"more than zero\",\"errors\":["
                        + "{\"pointer\":\"/limit/usd\",\"code\":\"not_positive\",\"detail\":\"more than zero\"}]}");

        // When
        var outcome = Outcome.of(service.environment(folder), "budget", "ls");

        // Then
        assertThat(outcome.err())
                .isEqualToNormalizingNewlines("bursar: The request is not understood: /limit/usd: more than zero\n");
    }

    @Test
    void saysWhatAnsweredWhereItIsNoServiceOfOurs() {
        // Given
        service.on("GET /api/v1/budgets", 200, "<html>welcome</html>");

        // When
        var outcome = Outcome.of(service.environment(folder), "budget", "ls");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("not JSON", service.address(), "is that the cost-aggregator-service?");
    }

    @Test
    void prefersTheAddressOfTheCommandLine() {
        // Given
        service.on("GET /api/v1/budgets", 200, EMPTY);
        var environment = Outcome.environment(
                Map.of("BURSAR_TOKEN", "t", "BURSAR_AGGREGATOR_URL", "http://nowhere.invalid"), folder);

        // When
        var outcome = Outcome.of(environment, "budget", "ls", "--url", service.address() + "/");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(service.only().target()).isEqualTo("/api/v1/budgets?limit=1000");
    }

    @Test
    void findsTheEmbeddedStackOnOtherPorts() throws IOException {
        // Given
        service.on("GET /api/v1/budgets", 200, EMPTY);
        var home = Files.createDirectories(folder.resolve(".bursar"));
        Files.writeString(home.resolve("addresses.properties"), "BURSAR_AGGREGATOR_URL=" + service.address() + "\n");

        // When
        var outcome = Outcome.of(Outcome.environment(Map.of("BURSAR_TOKEN", "t"), folder), "budget", "ls");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        // When
        var outcome =
                Outcome.of(service.environment(folder, "BURSAR_AGGREGATOR_URL", "localhost:8472"), "budget", "ls");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("BURSAR_AGGREGATOR_URL is not an address", "localhost:8472");
    }

    @Test
    void followsAListToItsLastPage() {
        // Given
        service.on(
                "GET /api/v1/budgets",
                request -> new StandIn.Reply(
                        200,
                        request.target().contains("cursor=n%20xt")
                                ? "{\"items\":[{\"id\":\"b\"}],\"next_cursor\":null}"
                                : "{\"items\":[{\"id\":\"a\"}],\"next_cursor\":\"n xt\"}"));

        // When
        var outcome = Outcome.of(service.environment(folder), "budget", "ls", "--json");

        // Then
        assertThat(outcome.out())
                .isEqualToNormalizingNewlines("{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"next_cursor\":null}\n");
    }
}
