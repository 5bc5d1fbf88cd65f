package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run for newcomers: a task asked of a pretended provider, so that a first call is permitted, recorded and priced. */
record DemoRun(String task) {

    private static final String PROVIDER = "anthropic";
    private static final String MODEL = "claude-haiku-4-5";

    Intent intent(long inputTokens, long maxOutputTokens, Map<String, String> labels) {
        return new Intent(Optional.of(PROVIDER), Optional.of(MODEL), inputTokens, maxOutputTokens, labels);
    }

    int run(Books books, Map<String, String> labels, Environment environment, Messages messages) {
        messages.say("pretended: " + MODEL + " is a stand-in inside this program; nobody is billed");
        var began = environment.clock().instant();
        var body = ask();
        messages.answer(body.path("content").path(0).path("text").asText() + "\n");
        var ended = environment.clock().instant();
        var report = new Report(
                "demo",
                labels,
                Optional.of(MODEL),
                Optional.empty(),
                ended,
                OptionalLong.of(Duration.between(began, ended).toMillis()),
                false);
        var recorded = books.record(PROVIDER, body, report);
        recorded.lines().forEach(messages::say);
        return recorded.whole() ? 0 : RunExit.FAILED;
    }

    private ObjectNode ask() {
        var question = Json.object().put("model", MODEL).put("max_tokens", 1024);
        question.putArray("messages").addObject().put("role", "user").put("content", task);
        try (var provider = new PretendProvider()) {
            var request = HttpRequest.newBuilder(provider.address())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(question)))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
            return (ObjectNode) Json.read(answer.body());
        } catch (IOException e) {
            throw new CommandFailure("the pretended provider does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }
}
