package dev.bursar.cli.realtools;

import static dev.bursar.contract.usage.Meter.CACHE_READ;
import static dev.bursar.contract.usage.Meter.CACHE_WRITE_5M;
import static dev.bursar.contract.usage.Meter.INPUT;
import static dev.bursar.contract.usage.Meter.OUTPUT;
import static dev.bursar.contract.usage.Meter.REASONING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Stands in for Anthropic (messages), OpenAI (responses) and Google (streamGenerateContent): every answer is four, and
 * its usage is known.
 */
final class Providers implements AutoCloseable {

    private static final Pattern GEMINI =
            Pattern.compile("/v1beta/models/([^:]+):(streamGenerateContent|generateContent)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Served served;
    private final AtomicLong ids = new AtomicLong();

    Providers(Served served) throws IOException {
        this.served = served;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var gemini = GEMINI.matcher(path);
            if (path.equals("/v1/messages")) {
                anthropic(exchange, Json.read(body));
            } else if (path.equals("/v1/responses")) {
                openai(exchange, Json.read(body));
            } else if (gemini.matches()) {
                google(exchange, gemini.group(1), gemini.group(2).startsWith("stream"));
            } else {
                send(exchange, 404, "application/json", "{\"error\": {\"message\": \"no such thing here\"}}");
            }
        }
    }

    private String id(String prefix) {
        return prefix + "0000000000000000" + ids.incrementAndGet();
    }

    private static long count(Usage usage, Meter meter) {
        return usage.count(meter);
    }

    private void anthropic(HttpExchange exchange, JsonNode asked) throws IOException {
        var model = asked.path("model").asText();
        var usage = served.next(model, INPUT, CACHE_READ, CACHE_WRITE_5M, OUTPUT);
        var message = Json.object()
                .put("id", id("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        var counts = message.putObject("usage")
                .put("input_tokens", count(usage, INPUT))
                .put("cache_read_input_tokens", count(usage, CACHE_READ))
                .put("cache_creation_input_tokens", count(usage, CACHE_WRITE_5M))
                .put("output_tokens", 1);
        exchange.getResponseHeaders().add("request-id", id("req_"));
        if (!asked.path("stream").asBoolean()) {
            counts.put("output_tokens", count(usage, OUTPUT));
            message.put("stop_reason", "end_turn")
                    .withArray("/content")
                    .addObject()
                    .put("type", "text")
                    .put("text", "four");
            send(exchange, 200, "application/json", message.toString());
            return;
        }
        var begin = event("message_start");
        begin.set("message", message);
        var block = event("content_block_start").put("index", 0);
        block.putObject("content_block").put("type", "text").put("text", "");
        var text = event("content_block_delta").put("index", 0);
        text.putObject("delta").put("type", "text_delta").put("text", "four");
        var end = event("message_delta");
        end.putObject("delta").put("stop_reason", "end_turn").putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", count(usage, OUTPUT));
        stream(exchange, begin, block, text, event("content_block_stop").put("index", 0), end, event("message_stop"));
    }

    private void openai(HttpExchange exchange, JsonNode asked) throws IOException {
        var usage = served.next(asked.path("model").asText(), INPUT, CACHE_READ, OUTPUT, REASONING);
        var response = Json.object().put("id", id("resp_"));
        var begin = event("response.created");
        begin.set("response", response.deepCopy());
        var item = event("response.output_item.done").put("output_index", 0);
        item.putObject("item")
                .put("type", "message")
                .put("role", "assistant")
                .put("id", id("msg_"))
                .putArray("content")
                .addObject()
                .put("type", "output_text")
                .put("text", "four");
        long in = count(usage, INPUT) + count(usage, CACHE_READ);
        long out = count(usage, OUTPUT) + count(usage, REASONING);
        var counts = response.putObject("usage").put("input_tokens", in).put("output_tokens", out);
        counts.putObject("input_tokens_details").put("cached_tokens", count(usage, CACHE_READ));
        counts.putObject("output_tokens_details").put("reasoning_tokens", count(usage, REASONING));
        counts.put("total_tokens", in + out);
        var end = event("response.completed");
        end.set("response", response);
        stream(exchange, begin, item, end);
    }

    private void google(HttpExchange exchange, String model, boolean asStream) throws IOException {
        var usage = served.next(model, INPUT, CACHE_READ, OUTPUT, REASONING);
        var body = Json.object().put("modelVersion", model).put("responseId", id("gresp"));
        var candidate = body.putArray("candidates")
                .addObject()
                .put("finishReason", "STOP")
                .put("index", 0);
        candidate
                .putObject("content")
                .put("role", "model")
                .putArray("parts")
                .addObject()
                .put("text", "four");
        long in = count(usage, INPUT) + count(usage, CACHE_READ);
        body.putObject("usageMetadata")
                .put("promptTokenCount", in)
                .put("cachedContentTokenCount", count(usage, CACHE_READ))
                .put("candidatesTokenCount", count(usage, OUTPUT))
                .put("thoughtsTokenCount", count(usage, REASONING))
                .put("totalTokenCount", in + count(usage, OUTPUT) + count(usage, REASONING));
        if (asStream) {
            send(exchange, 200, "text/event-stream", "data: " + body + "\r\n\r\n");
        } else {
            send(exchange, 200, "application/json", body.toString());
        }
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static void stream(HttpExchange exchange, ObjectNode... events) throws IOException {
        var text = new StringBuilder();
        for (var event : events) {
            text.append("event: ")
                    .append(event.path("type").asText())
                    .append("\ndata: ")
                    .append(event)
                    .append("\n\n");
        }
        send(exchange, 200, "text/event-stream", text.toString());
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
