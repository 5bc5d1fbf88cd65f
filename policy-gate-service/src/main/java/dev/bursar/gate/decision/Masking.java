package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.contract.Json;
import dev.bursar.gate.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts marks in the place of secret values, before any rule sees them: a record with marks gives the same verdict again.
 * Equal values get equal marks within one run of the gate, and nothing leads back from a mark.
 */
final class Masking {

    private static final Set<String> ENVIRONMENT = Set.of("env", "environment", "environmentvariables");
    private static final String COMPOSE = "composeyaml";
    private static final Set<String> ENVIRONMENT_FLAGS = Set.of("-e", "--env");
    private static final List<String> SECRET_WORDS = List.of(
            "password", "passwd", "secret", "token", "apikey", "accesskey", "privatekey", "credential", "authconfig");

    private final byte[] salt = new byte[16];

    Masking() {
        new SecureRandom().nextBytes(salt);
    }

    /** Masks a tool's arguments, in place. */
    void mask(ObjectNode arguments) {
        for (var entry : arguments.properties()) {
            var key = folded(entry.getKey());
            var value = entry.getValue();
            if (ENVIRONMENT.contains(key)) {
                entry.setValue(maskEnvironment(value));
            } else if (key.equals(COMPOSE) && value.isTextual()) {
                entry.setValue(maskCompose(value));
            } else if (value.isValueNode()) {
                if (isSecret(key) && value.isTextual()) {
                    entry.setValue(mark(value.textValue()));
                }
            } else {
                maskBelow(value);
            }
        }
    }

    /** A compose file keeps its meaning as JSON, which is YAML. One that is not understood stays, for {@link #scrub}. */
    private JsonNode maskCompose(JsonNode text) {
        if (YamlReader.read(text.textValue()) instanceof YamlReader.Outcome.Read read) {
            var root = read.document().root();
            mask(root);
            return TextNode.valueOf(new String(Json.bytes(root), StandardCharsets.UTF_8));
        }
        return text;
    }

    /** Takes away, once it was judged, what could not be masked because it could not be understood. */
    void scrub(ObjectNode arguments) {
        for (var entry : arguments.properties()) {
            var value = entry.getValue();
            if (folded(entry.getKey()).equals(COMPOSE)
                    && value.isTextual()
                    && YamlReader.read(value.textValue()) instanceof YamlReader.Outcome.Broken) {
                entry.setValue(mark(value.textValue()));
            }
        }
    }

    private void maskBelow(JsonNode value) {
        if (value instanceof ObjectNode object) {
            mask(object);
        } else if (value instanceof ArrayNode list) {
            maskFlags(list);
            list.forEach(this::maskBelow);
        }
    }

    /** Of a command line, the values of environment variables. */
    private void maskFlags(ArrayNode words) {
        boolean value = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i).isTextual() ? words.get(i).textValue() : "";
            if (value) {
                words.set(i, TextNode.valueOf(maskAssignment(word)));
            } else if (word.startsWith("--env=") || word.startsWith("-e") && word.length() > 2) {
                int start = word.startsWith("--env=") ? "--env=".length() : "-e".length();
                words.set(i, TextNode.valueOf(word.substring(0, start) + maskAssignment(word.substring(start))));
            }
            value = ENVIRONMENT_FLAGS.contains(word);
        }
    }

    private JsonNode maskEnvironment(JsonNode environment) {
        if (environment instanceof ObjectNode table) {
            table.properties().forEach(entry -> {
                if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                    entry.setValue(mark(entry.getValue().asText()));
                }
            });
        } else if (environment instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isTextual()) {
                    list.set(i, TextNode.valueOf(maskAssignment(list.get(i).textValue())));
                }
            }
        } else if (environment.isTextual() && !environment.textValue().isEmpty()) {
            return TextNode.valueOf(maskAssignment(environment.textValue()));
        }
        return environment;
    }

    private String maskAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        return equals < 0
                ? assignment
                : assignment.substring(0, equals + 1)
                        + mark(assignment.substring(equals + 1)).textValue();
    }

    private static boolean isSecret(String folded) {
        return SECRET_WORDS.stream().anyMatch(folded::contains)
                || folded.equals("auth")
                || folded.equals("authorization");
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** A text that a tool would replace shows as such: rules may mind that. */
    private TextNode mark(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            var hash = digest.digest(secret.getBytes(StandardCharsets.UTF_8));
            var prefix = secret.indexOf('$') < 0 ? "masked:" : "$masked:";
            return TextNode.valueOf(prefix + HexFormat.of().formatHex(hash, 0, 6));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
