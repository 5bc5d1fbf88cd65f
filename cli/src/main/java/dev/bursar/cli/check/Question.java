package dev.bursar.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.contract.Json;

/**
 * A question to the gate (AuthZEN).
 *
 * @param principal who would act
 * @param action what would be done
 * @param resourceType what kind of thing it would be done with
 * @param resource which one
 */
public record Question(String principal, String action, String resourceType, String resource, ObjectNode context) {

    public ObjectNode json() {
        var body = Json.object();
        body.putObject("subject").put("type", "agent").put("id", principal);
        body.putObject("action").put("name", action);
        body.putObject("resource").put("type", resourceType).put("id", resource);
        body.set("context", context);
        return body;
    }

    /** A value from a command line: {@code true}, a number, a list or an object where it is JSON, else text. */
    static JsonNode value(String text) {
        try {
            var read = Json.read(text);
            return read == null || read.isMissingNode() ? TextNode.valueOf(text) : read;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
