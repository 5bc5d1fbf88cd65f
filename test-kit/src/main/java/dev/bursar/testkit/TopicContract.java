package dev.bursar.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds messages against the published AsyncAPI document. */
public final class TopicContract {

    private static final String ID = "urn:bursar:asyncapi";
    private static final JsonNode DOCUMENT = document();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(Map.of(ID, schemas())));

    /** By the type of message; the events' own form is stricter than what sources may send under the same type. */
    private static final Map<String, Schema> PAYLOADS = payloads();

    private TopicContract() {}

    private static String schemas() {
        var only = Json.object();
        only.putObject("components").set("schemas", DOCUMENT.path("components").path("schemas"));
        return only.toString();
    }

    private static JsonNode document() {
        try (var file = Json.class.getResourceAsStream("asyncapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Schema> payloads() {
        var payloads = new TreeMap<String, Schema>();
        DOCUMENT.path("components").path("messages").forEach(message -> {
            var schema = message.path("payload").path("$ref").asText();
            payloads.put(message.path("name").asText(), REGISTRY.getSchema(SchemaLocation.of(ID + schema)));
        });
        return payloads;
    }

    /** The document as it is published. */
    public static JsonNode asyncApi() {
        return DOCUMENT;
    }

    /**
     * Requires what a topic's readers were promised.
     *
     * @param value a record's value, not a tombstone
     * @throws AssertionError what the document does not describe
     */
    public static void require(byte[] value) {
        var message = read(value);
        var type = message.path("type").asText();
        var schema = PAYLOADS.get(type);
        if (schema == null) {
            throw new AssertionError("asyncapi.yaml has no message " + type);
        }
        var faults = schema.validate(message);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.stream()
                    .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                    .collect(Collectors.joining("; ", type + " is not as asyncapi.yaml says: ", "")));
        }
    }

    private static JsonNode read(byte[] value) {
        try {
            return Json.read(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + new String(value, StandardCharsets.UTF_8), e);
        }
    }
}
