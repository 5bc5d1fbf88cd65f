package dev.bursar.aggregator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a listing is asked for.
 *
 * @param limit the most items
 * @param after what the page before ended with; the listing's own business
 */
public record Page(int limit, Optional<String> after) {

    private static final int STANDARD = 100;
    private static final int MOST = 1000;

    /**
     * Reads the query parameters {@code limit} and {@code cursor}; null where they are absent.
     *
     * @throws ProblemException what is neither
     */
    public static Page of(String limit, String cursor) {
        return new Page(
                limit == null ? STANDARD : limit(limit),
                Optional.ofNullable(cursor).map(Page::decode));
    }

    /** One more than the limit: whether there is a next page shows by it. */
    public int fetch() {
        return limit + 1;
    }

    /** The body of a list, made of up to {@link #fetch} rows. */
    public <T> ObjectNode body(List<T> rows, Function<T, JsonNode> item, Function<T, String> end) {
        var page = rows.subList(0, Math.min(limit, rows.size()));
        var body = Json.object();
        var items = body.putArray("items");
        page.forEach(row -> items.add(item.apply(row)));
        return body.put("next_cursor", rows.size() > limit ? encode(end.apply(page.get(page.size() - 1))) : null);
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw ProblemException.invalid("limit", "out_of_range", "limit is a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private static String encode(String end) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(end.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            var end = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (end.indexOf('\0') < 0) {
                return end;
            }
        } catch (IllegalArgumentException e) {
            throw notACursor();
        }
        throw notACursor();
    }

    private static ProblemException notACursor() {
        return ProblemException.invalid("cursor", "not_a_cursor", "not a cursor that this service gave");
    }
}
