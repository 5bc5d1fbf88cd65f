package dev.bursar.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gate evaluations a second and the time to a verdict, against a bare Vert.x route that parses the same body and finds the
 * same token verified; in turns, in one run, the load generator on the same machine.
 */
public final class GateBenchmark {

    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = 3;
    /** So many answers, for a busy machine must not be measured before its code is compiled; but no longer than the limit. */
    private static final int WARM_ANSWERS = 40_000;

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration WARM_LIMIT = Duration.ofSeconds(90);
    private static final Duration ROUND = Duration.ofSeconds(8);

    private GateBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var checkout = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
        System.out.println(Machine.line());
        System.out.printf(
                "settings: %d connections, closed loop; %d rounds of %d s each after %,d answers of warm-up; %d budgets, %d accounts;"
                        + " gate and bare route: -Xmx512m -XX:+UseSerialGC%n",
                CONNECTIONS, ROUNDS, ROUND.toSeconds(), WARM_ANSWERS, GateUnderLoad.BUDGETS, GateUnderLoad.ACCOUNTS);
        try (var servers = new GateUnderLoad(checkout);
                var load = new HttpLoad(CONNECTIONS, servers.token)) {
            for (var question : questions().entrySet()) {
                measure(servers, load, question.getKey(), question.getValue());
            }
        }
    }

    private static Map<String, byte[]> questions() {
        var questions = new LinkedHashMap<String, byte[]>();
        questions.put("model call that passes seven budgets", body("""
                {"subject": {"type": "agent", "id": "coder-1"}, "action": {"name": "llm_call"},
                 "resource": {"type": "model", "id": "anthropic/claude-sonnet-4-5"},
                 "context": {"input_tokens": 1200, "max_output_tokens": 500, "mission": "m-42"}}"""));
        questions.put("image that is denied", body("""
                {"subject": {"type": "agent", "id": "coder-1"}, "action": {"name": "docker_run"},
                 "resource": {"type": "container_image", "id": "ubuntu:latest"},
                 "context": {"arguments": {"image": "ubuntu:latest", "privileged": false}, "mission": "m-42"}}"""));
        return questions;
    }

    private static byte[] body(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static void measure(GateUnderLoad servers, HttpLoad load, String question, byte[] body)
            throws IOException, InterruptedException {
        warmUp(load, servers.gatePort(), body);
        warmUp(load, servers.barePort(), body);
        var before = HandlerTimes.of(servers.client, servers.managementPort());
        var gate = new HttpLoad.Round[ROUNDS];
        var bare = new HttpLoad.Round[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            gate[i] = load.run(servers.gatePort(), body, ROUND);
            bare[i] = load.run(servers.barePort(), body, ROUND);
        }
        var handler = HandlerTimes.of(servers.client, servers.managementPort()).since(before);
        long gates = median(gate);
        long bares = median(bare);
        System.out.printf("%s%n", question);
        System.out.printf("  gate  %,d evaluations/s %s%n", gates, client(gate));
        System.out.printf("  bare  %,d requests/s %s%n", bares, client(bare));
        System.out.printf("  ratio %d %%%n", gates * 100 / bares);
        System.out.printf("  in the handler: p50 %s, p99 %s%n", handler.share(50), handler.share(99));
    }

    private static void warmUp(HttpLoad load, int port, byte[] body) throws InterruptedException {
        long began = System.nanoTime();
        long answered = 0;
        while (answered < WARM_ANSWERS && System.nanoTime() - began < WARM_LIMIT.toNanos()) {
            answered += load.run(port, body, WARM_UP).answered();
        }
    }

    private static long median(HttpLoad.Round[] rounds) {
        return Arrays.stream(rounds)
                .mapToLong(HttpLoad.Round::perSecond)
                .sorted()
                .toArray()[ROUNDS / 2];
    }

    private static String client(HttpLoad.Round[] rounds) {
        var last = rounds[ROUNDS - 1];
        return "(client sees p50 %.2f ms, p99 %.2f ms)"
                .formatted(last.share(50).toNanos() / 1e6, last.share(99).toNanos() / 1e6);
    }
}
