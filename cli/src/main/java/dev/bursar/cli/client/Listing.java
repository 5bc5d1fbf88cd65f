package dev.bursar.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list as a service gives it, followed to its last page.
 *
 * @param items all of them, in the service's order
 * @param body the service's own body where one page was all; else the same with the items of every page
 */
public record Listing(List<JsonNode> items, String body) {

    private static final String MOST = "1000";

    public Listing {
        items = List.copyOf(items);
    }

    /** @throws dev.bursar.cli.terminal.CommandFailure where a page can't be had */
    public static Listing read(Api api, Service service, String path) {
        return read(api, service, path, Query.none());
    }

    /**
     * The same with parameters.
     *
     * @throws dev.bursar.cli.terminal.CommandFailure where a page can't be had
     */
    public static Listing read(Api api, Service service, String path, Query filter) {
        var items = new ArrayList<JsonNode>();
        var page = api.get(service, path, filter.with("limit", MOST)).orFail();
        var first = page.text();
        boolean more = false;
        for (var read = page.json(); ; read = page.json()) {
            read.path("items").forEach(items::add);
            if (!read.hasNonNull("next_cursor")) {
                return new Listing(items, more ? joined(items) : first);
            }
            more = true;
            filter.with("cursor", read.path("next_cursor").asText());
            page = api.get(service, path, filter).orFail();
        }
    }

    private static String joined(List<JsonNode> items) {
        var body = Json.object();
        body.putArray("items").addAll(items);
        return new String(Json.bytes(body.putNull("next_cursor")), StandardCharsets.UTF_8);
    }
}
