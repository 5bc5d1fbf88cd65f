package dev.bursar.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Keeps what helps to find a fault, structure and numbers, and nothing that someone wrote: texts become length and hash. */
public final class Redaction {

    /** What a program calls a field; anything else might be text that someone wrote. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_.$@-]{0,63}");

    private static final int HASH_BYTES = 8;
    /** Keeps a redacted record well below Kafka's limit of 1 MiB. */
    private static final int MAX_ELEMENTS = 2_000;

    private static final String LEFT_OUT = "left_out";

    private int elements;

    private Redaction() {}

    /** Always an object: what is none stands in the field {@code value}. */
    public static ObjectNode of(JsonNode record) {
        var redacted = new Redaction().redact(record);
        return redacted instanceof ObjectNode object && record.isObject()
                ? object
                : Json.object().set("value", redacted);
    }

    /** Of a record that isn't JSON. */
    public static ObjectNode of(byte[] record) {
        return Json.object().put("bytes", record.length).put("hash", hash(record));
    }

    private JsonNode redact(JsonNode node) {
        elements++;
        if (node instanceof ObjectNode object) {
            return redact(object);
        }
        if (node instanceof ArrayNode array) {
            return redact(array);
        }
        return node.isTextual() || node.isBinary() ? text(node.asText()) : node;
    }

    private JsonNode redact(ObjectNode object) {
        var copy = Json.object();
        for (var field : object.properties()) {
            if (elements >= MAX_ELEMENTS) {
                return copy.put(LEFT_OUT, true);
            }
            copy.set(name(field.getKey()), redact(field.getValue()));
        }
        return copy;
    }

    private JsonNode redact(ArrayNode array) {
        var copy = Json.object().arrayNode();
        for (var element : array) {
            if (elements >= MAX_ELEMENTS) {
                return copy.add(Json.object().put(LEFT_OUT, true));
            }
            copy.add(redact(element));
        }
        return copy;
    }

    private static String name(String field) {
        return FIELD_NAME.matcher(field).matches() ? field : "hash:" + hash(field.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode text(String text) {
        return Json.object().put("length", text.length()).put("hash", hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
