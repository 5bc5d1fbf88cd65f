package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads the bodies of the Authorization API. Keys that it does not name are left alone, as it asks. */
final class AccessRequestReader {

    private static final List<String> PARTS = List.of("subject", "action", "resource", "context");

    /** The most questions in one body. */
    static final int MAX_ITEMS = 1_000;

    private AccessRequestReader() {}

    /** Ends the reading of one question; never leaves this class. */
    private static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient AccessRequest.Malformed malformed;

        Stop(String pointer, String detail) {
            super(detail, null, false, false);
            this.malformed = new AccessRequest.Malformed(pointer, detail);
        }
    }

    /** The body of {@code /access/v1/evaluation}. */
    static AccessRequest one(JsonNode body) {
        return question(body, "");
    }

    /** The body of {@code /access/v1/evaluations}; one without a list asks one question. */
    static AccessRequest several(JsonNode body) {
        var list = body.path("evaluations");
        if (list.isMissingNode() || list.isArray() && list.isEmpty()) {
            return one(body);
        }
        if (!list.isArray()) {
            return new AccessRequest.Malformed("/evaluations", "evaluations is a list");
        }
        if (list.size() > MAX_ITEMS) {
            return new AccessRequest.Malformed("/evaluations", "a batch has " + MAX_ITEMS + " evaluations at most");
        }
        var semantic = body.at("/options/evaluations_semantic");
        if (!body.path("options").isMissingNode() && !body.path("options").isObject()) {
            return new AccessRequest.Malformed("/options", "options is an object");
        }
        var parsed = AccessRequest.Semantic.parse(semantic.isMissingNode() ? "execute_all" : semantic.asText(""));
        if (parsed.isEmpty()) {
            return new AccessRequest.Malformed("/options/evaluations_semantic", "there is no such semantic");
        }
        var items = new ArrayList<AccessRequest>();
        for (var item : list) {
            items.add(item(body, item, "/evaluations/" + items.size()));
        }
        return new AccessRequest.Several(items, parsed.get());
    }

    /** What an item leaves out is taken whole from the top of the body. */
    private static AccessRequest item(JsonNode body, JsonNode item, String pointer) {
        if (!(item instanceof ObjectNode own)) {
            return new AccessRequest.Malformed(pointer, "an evaluation is an object");
        }
        var merged = Json.object();
        for (var part : PARTS) {
            var value = own.has(part) ? own.get(part) : body.get(part);
            if (value != null) {
                merged.set(part, own.has(part) ? value : value.deepCopy());
            }
        }
        return question(merged, pointer);
    }

    private static AccessRequest question(JsonNode body, String pointer) {
        try {
            if (!body.isObject()) {
                throw new Stop(pointer, "the question is an object");
            }
            var subject = part(body, "subject", pointer);
            var action = part(body, "action", pointer);
            var resource = part(body, "resource", pointer);
            var context = body.has("context") ? part(body, "context", pointer) : Json.object();
            return new AccessRequest.One(new EvaluationRequest(
                    text(subject, "type", pointer + "/subject"),
                    text(subject, "id", pointer + "/subject"),
                    text(action, "name", pointer + "/action"),
                    text(resource, "type", pointer + "/resource"),
                    text(resource, "id", pointer + "/resource"),
                    context));
        } catch (Stop stop) {
            return stop.malformed;
        }
    }

    private static ObjectNode part(JsonNode body, String name, String pointer) {
        var part = body.get(name);
        if (!(part instanceof ObjectNode object)) {
            throw new Stop(pointer + "/" + name, part == null ? name + " is missing" : name + " is an object");
        }
        if (object.has("properties")
                && !name.equals("context")
                && !object.get("properties").isObject()) {
            throw new Stop(pointer + "/" + name + "/properties", "properties is an object");
        }
        return object;
    }

    private static String text(ObjectNode part, String name, String pointer) {
        var value = part.get(name);
        if (value == null || !value.isTextual()) {
            throw new Stop(pointer + "/" + name, value == null ? name + " is missing" : name + " is a text");
        }
        return value.textValue();
    }
}
