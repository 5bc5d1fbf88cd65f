package dev.bursar.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a request, in the order they were added. */
public final class Query {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    public static Query none() {
        return new Query();
    }

    public Query with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public Query with(Map<String, String> more) {
        parameters.putAll(more);
        return this;
    }

    /** A value inside a path: {@code /} becomes {@code %2F}. */
    public static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As it is appended to a path, with its question mark if there is anything. */
    String text() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> segment(entry.getKey()) + "=" + segment(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
