package dev.bursar.cli.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings as documents. What is missing, or can't be read, says nothing: to complain of it is the tool's own business,
 * which reads the same.
 */
final class Documents {

    /** Gemini CLI takes comments in its settings. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final ObjectMapper TOML = new TomlMapper();

    private Documents() {}

    static ObjectNode json(Path file) {
        return text(file).map(Documents::json).orElseGet(Json::object);
    }

    static ObjectNode json(String text) {
        return read(JSON, text);
    }

    static ObjectNode toml(Path file) {
        return text(file).map(Documents::toml).orElseGet(Json::object);
    }

    static ObjectNode toml(String text) {
        return read(TOML, text);
    }

    static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static ObjectNode read(ObjectMapper mapper, String text) {
        try {
            return mapper.readTree(text) instanceof ObjectNode object ? object : Json.object();
        } catch (JsonProcessingException unreadable) {
            return Json.object();
        }
    }

    /** Puts one document over another: objects are merged, anything else replaces what was there. */
    static void overlay(ObjectNode under, JsonNode over) {
        over.properties().forEach(field -> {
            if (under.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode more) {
                overlay(inner, more);
            } else {
                under.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    static Optional<String> word(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    static boolean isTrue(String word) {
        return word.equals("1") || word.equalsIgnoreCase("true");
    }
}
