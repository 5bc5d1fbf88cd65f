package dev.bursar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers like a service, over real HTTP, and remembers what it was asked. */
public final class StandIn implements AutoCloseable {

    /** What came in; the target with its query, as it was sent. */
    public record Request(String method, String target, String authorization, String mediaType, String body) {

        public JsonNode json() {
            try {
                return Json.read(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    /** What goes out. */
    public record Reply(int code, String body) {}

    static {
        // without it each answer waits 40 ms for the client's acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Map<String, Function<Request, Reply>> replies = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    public StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Every request to this method and path, whatever its query, is answered so. */
    public StandIn on(String methodAndPath, int code, String body) {
        return on(methodAndPath, request -> new Reply(code, body));
    }

    public StandIn on(String methodAndPath, Function<Request, Reply> reply) {
        replies.put(methodAndPath, reply);
        return this;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Surroundings in which all three services are this one. */
    public Environment environment(Path folder, String... more) {
        var variables = new HashMap<String, String>(Map.of(
                "BURSAR_INGEST_URL", address(),
                "BURSAR_AGGREGATOR_URL", address(),
                "BURSAR_GATE_URL", address(),
                "BURSAR_TOKEN", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJvcHMifQ.c2ln"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return Outcome.environment(variables, folder);
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public Request only() {
        if (requests().size() != 1) {
            throw new AssertionError("not one request but " + requests());
        }
        return requests().get(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            var reply = replies.getOrDefault(
                            request.method() + " " + request.target().replaceFirst("\\?.*", ""),
                            unknown -> new Reply(404, "{\"title\":\"There is no such thing\",\"status\":404}"))
                    .apply(request);
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.code(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
