package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;

/** Answers like Anthropic's Messages API, on loopback and without any model behind it. */
final class PretendProvider implements AutoCloseable {

    private static final int CHARACTERS_A_TOKEN = 4;
    /** What a system prompt would take. */
    private static final int INSTRUCTIONS = 320;

    private final HttpServer server;

    PretendProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/messages", PretendProvider::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/messages");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = Json.read(exchange.getRequestBody().readAllBytes());
            var body = Json.bytes(message(asked));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static JsonNode message(JsonNode asked) {
        var task = asked.path("messages").path(0).path("content").asText();
        var text =
                "(pretended) You asked: \"" + task + "\". A model would have answered here; this is a bundled stand-in,"
                        + " which knows nothing and costs nothing. The tokens it counted are priced as if they were real.";
        var message = Json.object()
                .put("id", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", asked.path("model").asText());
        message.putArray("content").addObject().put("type", "text").put("text", text);
        message.put("stop_reason", "end_turn");
        message.putObject("usage")
                .put("input_tokens", INSTRUCTIONS + task.length() / CHARACTERS_A_TOKEN)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", text.length() / CHARACTERS_A_TOKEN);
        return message;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
