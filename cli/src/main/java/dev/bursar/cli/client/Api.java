package dev.bursar.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/** Requests to the services, each with the caller's token. */
public final class Api {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Map<Service, URI> addresses;
    private final Token token;
    private final HttpClient http;

    Api(Map<Service, URI> addresses, Token token) {
        this.addresses = Map.copyOf(addresses);
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Who the token was made for, as it says itself.
     *
     * @throws CommandFailure where it does not say so
     */
    public String subject() {
        return token.subject();
    }

    public Answer get(Service service, String path, Query query) {
        return send(service, "GET", path + query.text(), "application/json", BodyPublishers.noBody());
    }

    public Answer put(Service service, String path, JsonNode body) {
        return send(service, "PUT", path, "application/json", BodyPublishers.ofByteArray(Json.bytes(body)));
    }

    public Answer post(Service service, String path, JsonNode body) {
        return post(service, path, "application/json", body);
    }

    public Answer post(Service service, String path, String mediaType, JsonNode body) {
        return send(service, "POST", path, mediaType, BodyPublishers.ofByteArray(Json.bytes(body)));
    }

    /** A body that is no JSON, as it is. */
    public Answer post(Service service, String path, String mediaType, byte[] body) {
        return post(service, path, Query.none(), mediaType, body);
    }

    public Answer post(Service service, String path, Query query, String mediaType, byte[] body) {
        return send(service, "POST", path + query.text(), mediaType, BodyPublishers.ofByteArray(body));
    }

    public Answer delete(Service service, String path) {
        return send(service, "DELETE", path, "application/json", BodyPublishers.noBody());
    }

    /** What becomes of a body, as it comes in. */
    @FunctionalInterface
    public interface Sink {
        void take(InputStream body) throws IOException;
    }

    /**
     * A body of any length, which is not kept.
     *
     * @throws CommandFailure any other answer, or one that breaks off
     */
    public void download(Service service, String path, Query query, Sink sink) {
        var target = path + query.text();
        var response = exchange(
                service,
                request(service, "GET", target, "application/json", BodyPublishers.noBody()),
                BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                answer(service, response, body.readAllBytes()).orFail();
            }
            sink.take(body);
        } catch (IOException e) {
            throw new CommandFailure("GET " + response.uri() + ": the answer broke off (" + e.getMessage() + ")", e);
        }
    }

    private Answer send(Service service, String method, String target, String mediaType, BodyPublisher body) {
        var response = exchange(service, request(service, method, target, mediaType, body), BodyHandlers.ofByteArray());
        return answer(service, response, response.body());
    }

    private HttpRequest request(Service service, String method, String target, String mediaType, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(addresses.get(service) + target))
                .method(method, body)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token.text())
                .header("Accept", "application/json, application/problem+json, text/csv")
                .header("Content-Type", mediaType)
                .build();
    }

    private Answer answer(Service service, HttpResponse<?> response, byte[] body) {
        return new Answer(
                service,
                response.request().method() + " " + response.uri(),
                response.statusCode(),
                body,
                response.headers().firstValue("Retry-After"),
                token.origin());
    }

    private <T> HttpResponse<T> exchange(Service service, HttpRequest request, BodyHandler<T> handler) {
        var asked = request.method() + " " + request.uri();
        try {
            return http.send(request, handler);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new CommandFailure(
                    "no " + service.title() + " at " + addresses.get(service)
                            + ". Start the stack with ./bursar up, or set " + service.variable() + ".",
                    e);
        } catch (HttpTimeoutException e) {
            throw new CommandFailure(
                    asked + ": no answer within " + ANSWER.toSeconds() + " s; ./bursar doctor may know why", e);
        } catch (IOException e) {
            throw new CommandFailure(asked + ": the connection broke (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }
}
