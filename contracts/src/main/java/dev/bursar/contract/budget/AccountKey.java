package dev.bursar.contract.budget;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One budget for one value of its {@code per} dimensions: {@code agent-daily/principal=coder-1}. Names and values are
 * percent-encoded, so that a key is plain ASCII; an absent value is empty; a budget without {@code per} has one account, named like itself.
 *
 * <p>A key is bounded, because indexes are: values together take at most {@value #MAX_VALUES} characters, each the same share of
 * them, and a longer one stands in the key as its digest, {@code sha256:…}.
 */
public record AccountKey(String budget, List<Part> parts) {

    /** Encoded characters that the values of a key have; an index row of PostgreSQL holds 2,704 bytes. */
    private static final int MAX_VALUES = 1_800;

    /** The most that encoding makes of a character: three bytes of UTF-8, each as %XX. */
    private static final int ENCODED_CHARACTER = 9;

    private static final String DIGEST = "sha256:";

    /** A dimension and its value, empty where the event has none. */
    public record Part(String dimension, String value) {

        /** The digest that stands for a long value, in hexadecimal; empty where the value stands for itself. */
        public Optional<String> digest() {
            return value.matches(DIGEST + "[0-9a-f]{64}")
                    ? Optional.of(value.substring(DIGEST.length()))
                    : Optional.empty();
        }

        private Part in(int parts) {
            int most = MAX_VALUES / parts;
            return value.length() * ENCODED_CHARACTER <= most || encode(value).length() <= most
                    ? this
                    : new Part(dimension, DIGEST + sha256(value));
        }
    }

    public AccountKey {
        int count = parts.size();
        parts = parts.stream().map(part -> part.in(count)).toList();
    }

    public String text() {
        if (parts.isEmpty()) {
            return budget;
        }
        return parts.stream()
                .map(part -> encode(part.dimension()) + "=" + encode(part.value()))
                .collect(Collectors.joining(",", budget + "/", ""));
    }

    /** The key a text names, empty where it is none. */
    public static Optional<AccountKey> parse(String text) {
        int slash = text.indexOf('/');
        if (text.isEmpty() || slash == 0) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(new AccountKey(text, List.of()));
        }
        var parts = new ArrayList<Part>();
        for (var part : text.substring(slash + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            try {
                parts.add(new Part(decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new AccountKey(text.substring(0, slash), parts));
    }

    /** The values by dimension; absent ones are left out. */
    public Map<String, String> dimensions() {
        var values = new LinkedHashMap<String, String>();
        parts.stream()
                .filter(part -> !part.value().isEmpty())
                .forEach(part -> values.put(part.dimension(), part.value()));
        return values;
    }

    @Override
    public String toString() {
        return text();
    }

    private static String sha256(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The characters that a name takes in a key. */
    static int length(String name) {
        return encode(name).length();
    }

    /** RFC 3986: everything but unreserved characters as %XX. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String decode(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
