package dev.bursar.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a service's management port whether it is ready, and what it still waits for. */
public final class Readiness {

    /** What a service said. */
    public sealed interface State {

        record Ready() implements State {}

        /** @param waitingFor names of the checks that are down */
        record Waiting(String waitingFor) implements State {}

        /** Nobody answers. */
        record Silent() implements State {}
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param port the management port */
    public State of(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? new State.Ready() : new State.Waiting(down(answer.body()));
        } catch (IOException silent) {
            return new State.Silent();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new State.Silent();
        }
    }

    static String down(String body) {
        try {
            List<String> names = new ArrayList<>();
            for (JsonNode check : JSON.readTree(body).path("checks")) {
                if (!"UP".equals(check.path("status").asText())) {
                    names.add(check.path("name").asText());
                }
            }
            return names.isEmpty() ? "not ready" : String.join(", ", names);
        } catch (IOException unreadable) {
            return "not ready";
        }
    }
}
