package dev.bursar.gate.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a body as exactly one JSON text: UTF-8 without byte order mark, no key twice, nothing behind it, no half
 * characters. A gate and its callers that read one body in two ways would be talking about two calls.
 */
final class StrictJson {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private StrictJson() {}

    sealed interface Outcome {

        record Read(JsonNode document) implements Outcome {}

        record Malformed(String detail) implements Outcome {}
    }

    static Outcome read(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                return new Outcome.Malformed("the body begins with a byte order mark");
            }
            var document = Json.read(text);
            if (document.isMissingNode()) {
                return new Outcome.Malformed("the body is empty");
            }
            return hasHalfCharacter(text, document)
                    ? new Outcome.Malformed("the body holds half of a surrogate pair")
                    : new Outcome.Read(document);
        } catch (CharacterCodingException e) {
            return new Outcome.Malformed("the body is not UTF-8");
        } catch (JsonProcessingException e) {
            return new Outcome.Malformed(Json.where(e));
        }
    }

    /** Only an escape can bring one in: the bytes were whole. */
    private static boolean hasHalfCharacter(String text, JsonNode document) {
        return text.contains("\\u") && inNode(document);
    }

    private static boolean inNode(JsonNode node) {
        if (node.isTextual()) {
            return isHalf(node.textValue());
        }
        if (node.isObject()) {
            return node.properties().stream().anyMatch(entry -> isHalf(entry.getKey()) || inNode(entry.getValue()));
        }
        return node.isArray() && node.valueStream().anyMatch(StrictJson::inNode);
    }

    private static boolean isHalf(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
