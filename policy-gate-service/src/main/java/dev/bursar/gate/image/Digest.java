package dev.bursar.gate.image;

import java.util.Map;

/** Content hashes as engines write them: algorithm, colon, lower-case hexadecimal digits. */
public final class Digest {

    private static final Map<String, Integer> DIGITS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    private Digest() {}

    /** Whether a text is a whole, well-formed hash. */
    public static boolean isDigest(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return false;
        }
        var digits = DIGITS.get(text.substring(0, colon));
        return digits != null && text.length() == colon + 1 + digits && isHexadecimal(text, colon + 1);
    }

    /** What an engine takes for the id of a local image, before it looks for a name. */
    static boolean isImageId(String text) {
        return text.length() == DIGITS.get("sha256") && isHexadecimal(text, 0) || isDigest(text);
    }

    private static boolean isHexadecimal(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
