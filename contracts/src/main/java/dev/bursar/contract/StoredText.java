package dev.bursar.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Texts that are kept: no control characters, no half surrogate pairs. A database can't store some of them. */
public final class StoredText {

    private StoredText() {}

    public static boolean isFit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isISOControl(character)) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(character, text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The JSON pointer of the first name or text in a document that is not fit; the place of a name is that of its object. */
    public static Optional<String> firstUnfit(JsonNode node) {
        return firstUnfit(node, "");
    }

    private static Optional<String> firstUnfit(JsonNode node, String at) {
        if (node.isTextual()) {
            return isFit(node.textValue()) ? Optional.empty() : Optional.of(at);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                var unfit = firstUnfit(node.get(i), at + "/" + i);
                if (unfit.isPresent()) {
                    return unfit;
                }
            }
        }
        for (var field : node.properties()) {
            var unfit =
                    isFit(field.getKey()) ? firstUnfit(field.getValue(), at + "/" + field.getKey()) : Optional.of(at);
            if (unfit.isPresent()) {
                return unfit;
            }
        }
        return Optional.empty();
    }
}
