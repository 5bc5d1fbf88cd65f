package dev.bursar.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The stack that {@code ./bursar up} started: its addresses, its admin's token, and a client for both. */
record RunningStack(String ingest, String aggregator, String gate, String kafka, String token, HttpClient client) {

    static RunningStack find() throws IOException {
        return new RunningStack(
                setting("BURSAR_INGEST_URL", "http://127.0.0.1:8471"),
                setting("BURSAR_AGGREGATOR_URL", "http://127.0.0.1:8472"),
                setting("BURSAR_GATE_URL", "http://127.0.0.1:8473"),
                setting("BURSAR_KAFKA_BOOTSTRAP", "127.0.0.1:8474"),
                Files.readString(Path.of(setting("BURSAR_HOME", "."), ".bursar", "admin.token"))
                        .strip(),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    HttpResponse<byte[]> send(String method, String url, String mediaType, JsonNode body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", mediaType)
                        .timeout(Duration.ofSeconds(30))
                        .method(method, BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** @throws IllegalStateException on any other answer than the expected ones */
    static void require(HttpResponse<byte[]> response, int... expected) {
        for (int status : expected) {
            if (response.statusCode() == status) {
                return;
            }
        }
        throw new IllegalStateException(
                response.uri() + " answered " + response.statusCode() + ": " + new String(response.body()));
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
