package dev.bursar.cli.realtools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.realtools.Machine.Ran;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real Claude Code, Gemini CLI and Codex, against a stand-in of their providers: what that served is what the books
 * have. Needs npm, and the services built; {@code mvn -Preal-tools}.
 */
@Tag("real-tools")
class RealToolsIT {

    private static final String BASE_PORT = System.getProperty("real-tools.base-port", "18471");
    private static final Pattern SHARE = Pattern.compile("tokens in (\\d+), out (\\d+)");

    @TempDir
    private static Path stack;

    private static Path tools;
    private static Served served;
    private static Providers providers;

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(has("npm") && has("node"), "npm is not installed");
        tools = Machine.tools(Path.of("target"));
        served = new Served();
        providers = new Providers(served);
        var up = new Machine(stack, tools).bursar(stack, ofStack(), "up", "-d", "--base-port", BASE_PORT);
        assertThat(up.code()).as(up.out() + up.err()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        if (providers != null) {
            new Machine(stack, tools).bursar(stack, ofStack(), "down");
            providers.close();
        }
    }

    @BeforeEach
    void makeAProject() throws Exception {
        Files.createDirectory(project.resolve(".git"));
        served.take();
    }

    private static boolean has(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Map<String, String> ofStack() {
        return Map.of("BURSAR_HOME", stack.toString());
    }

    private Ran run(Agent agent, Map<String, String> more, List<String> command, String... options) throws Exception {
        var variables = new HashMap<>(ofStack());
        variables.putAll(agent.variables(providers.address()));
        variables.putAll(more);
        var line = new ArrayList<>(List.of("run"));
        line.addAll(List.of(options));
        line.add("--");
        line.addAll(command);
        var ran = new Machine(home, tools).bursar(project, variables, line.toArray(String[]::new));
        System.err.println(agent + " " + List.of(options) + ": " + ran.out().strip() + "\n"
                + ran.err().indent(4).stripTrailing());
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out()).contains("four");
        return ran;
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void aStateFileHasWhatWasServedAlsoOfAThreadThatGoesOn(Agent agent) throws Exception {
        // Given
        agent.settings(home, providers.address());

        // When
        run(agent, Map.of(), agent.first(), "--state", "STATE.yaml");
        run(agent, Map.of(), agent.second(), "--state", "STATE.yaml");

        // Then
        var all = served.take().values().stream().reduce(Usage.NONE, Usage::plus);
        var status = new Machine(home, tools).bursar(project, Map.of(), "status", "--state", "STATE.yaml");
        assertThat(status.out()).contains("Tokens: In: " + all.tokensIn() + ", Out: " + all.tokensOut());
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void theLedgerHasWhatWasServedAlsoOfAThreadThatGoesOn(Agent agent) throws Exception {
        // Given
        agent.settings(home, providers.address());
        var mission = agent + "-run";

        // When
        run(agent, Map.of(), agent.first(), "--mission", mission);
        var first = served.take();
        var ran = run(agent, Map.of(), agent.second(), "--mission", mission);
        var second = served.take();

        // Then
        var all = new TreeMap<>(first);
        second.forEach((model, usage) -> all.merge(model, usage, Usage::plus));
        assertLedger(mission, all);
        var share = SHARE.matcher(ran.err());
        long in = 0;
        long out = 0;
        while (share.find()) {
            in += Long.parseLong(share.group(1));
            out += Long.parseLong(share.group(2));
        }
        var own = second.values().stream().reduce(Usage.NONE, Usage::plus);
        assertThat(List.of(in, out)).isEqualTo(List.of(own.tokensIn(), own.tokensOut()));
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void aToolThatReportsByItselfIsCountedOnce(Agent agent) throws Exception {
        // Given
        var token = Files.readString(stack.resolve(".bursar/admin.token")).strip();
        agent.settings(home, providers.address());
        agent.exporting(home, "http://127.0.0.1:" + BASE_PORT, token);
        var mission = agent + "-otlp";
        var telemetry = Map.of(
                "OTEL_RESOURCE_ATTRIBUTES", "mission=" + mission,
                "OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20" + token);

        // When
        var ran = run(agent, telemetry, agent.first(), "--mission", mission);

        // Then
        assertThat(ran.err()).contains("recorded by the tool itself, over OTLP");
        assertLedger(mission, served.take());
    }

    /** Looks again a while after it fits, for what came twice. */
    private void assertLedger(String mission, Map<String, Usage> wanted) throws Exception {
        assertThat(wanted).isNotEmpty();
        var booked = ledger(mission);
        for (int tried = 0; tried < 20 && !booked.equals(counts(wanted)); tried++) {
            TimeUnit.MILLISECONDS.sleep(500);
            booked = ledger(mission);
        }
        assertThat(booked).isEqualTo(counts(wanted));
        TimeUnit.SECONDS.sleep(2);
        assertThat(ledger(mission)).isEqualTo(counts(wanted));
        System.err.println(mission + ": served " + counts(wanted) + ", booked " + booked);
    }

    private Map<String, Map<String, Long>> ledger(String mission) throws Exception {
        var here = new Environment(
                ofStack(), project, Optional.empty(), InstantSource.system(), ZoneId.systemDefault(), false, false);
        var cost = Outcome.of(here, "cost", "--mission", mission, "--by", "model", "--json");
        assertThat(cost.code()).as(cost.err()).isZero();
        var booked = new TreeMap<String, Map<String, Long>>();
        for (var row : Json.read(cost.out()).path("rows")) {
            var tokens = new TreeMap<String, Long>();
            row.path("tokens")
                    .properties()
                    .forEach(
                            count -> tokens.put(count.getKey(), count.getValue().longValue()));
            tokens.values().removeIf(count -> count == 0);
            booked.put(row.at("/group/model").asText(), tokens);
        }
        return booked;
    }

    private static Map<String, Map<String, Long>> counts(Map<String, Usage> served) {
        var counts = new TreeMap<String, Map<String, Long>>();
        served.forEach((model, usage) -> {
            var tokens = new TreeMap<String, Long>();
            usage.counts().forEach((Meter meter, Long count) -> tokens.put(meter.toString(), count));
            counts.put(model, tokens);
        });
        return counts;
    }
}
