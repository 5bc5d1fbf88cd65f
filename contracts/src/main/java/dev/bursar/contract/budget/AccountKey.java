package dev.bursar.contract.budget;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One budget for one value of its {@code per} dimensions: {@code agent-daily/principal=coder-1}. Names and values are
 * percent-encoded, so that a key is plain ASCII; an absent value is empty; a budget without {@code per} has one account, named like itself.
 */
public record AccountKey(String budget, List<Part> parts) {

    /** A dimension and its value, empty where the event has none. */
    public record Part(String dimension, String value) {}

    public AccountKey {
        parts = List.copyOf(parts);
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
