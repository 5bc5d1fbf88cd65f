package dev.bursar.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

    /** Who the token was made for, as it says itself. */
    public Optional<String> subject() {
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

    private Answer send(Service service, String method, String target, String mediaType, BodyPublisher body) {
        var address = URI.create(addresses.get(service) + target);
        var request = HttpRequest.newBuilder(address)
                .method(method, body)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token.text())
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", mediaType)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(
                    service,
                    method + " " + address,
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Retry-After"),
                    token.origin());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new CommandFailure(
                    "no " + service.title() + " at " + addresses.get(service)
                            + ". Start the stack with ./bursar up, or set " + service.variable() + ".",
                    e);
        } catch (HttpTimeoutException e) {
            throw new CommandFailure(
                    method + " " + address + ": no answer within " + ANSWER.toSeconds()
                            + " s; ./bursar doctor may know why",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(method + " " + address + ": the connection broke (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }
}
