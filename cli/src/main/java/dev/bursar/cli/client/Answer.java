package dev.bursar.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param request method and address, for people
 * @param token where the token that was sent came from
 */
public record Answer(
        Service service, String request, int code, byte[] body, Optional<String> retryAfter, String token) {

    public boolean isDone() {
        return code >= 200 && code < 300;
    }

    /** The body as it came. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws CommandFailure where the body is not JSON: something else answers at this address */
    public JsonNode json() {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    request + " answered " + code + " with something that is not JSON; is that the " + service.title()
                            + "?",
                    e);
        }
    }

    /** Whether this is a problem of the given type, such as {@code immutable}. */
    public boolean isProblem(String type) {
        return problem().path("type").asText().equals("urn:bursar:problem:" + type);
    }

    /** This answer, if the request was done. */
    public Answer orFail() {
        if (isDone()) {
            return this;
        }
        throw new CommandFailure(Explanation.of(this));
    }

    /** The problem in the body; missing where the body is none. */
    JsonNode problem() {
        try {
            var read = Json.read(body);
            return read == null || !read.isObject() ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
