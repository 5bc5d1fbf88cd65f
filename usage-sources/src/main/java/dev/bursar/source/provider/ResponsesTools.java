package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What the tools of OpenAI's Responses interface used, which is not in its counts but billed beside them. */
final class ResponsesTools {

    private static final String IMAGES = "image_generation";

    private ResponsesTools() {}

    /** The body with the items of its output, which some streams tell one by one and not at their end. */
    static ObjectNode whole(ObjectNode body, List<ObjectNode> events) {
        if (events.size() < 2 || !body.path("output").isEmpty()) {
            return body;
        }
        var items = new LinkedHashMap<String, JsonNode>();
        for (var event : events) {
            if ("response.output_item.done".equals(event.path("type").textValue())) {
                var item = event.path("item");
                items.put(Fields.text(item, "id").orElse(item.toString()), item);
            }
        }
        if (items.isEmpty()) {
            return body;
        }
        var whole = body.objectNode();
        whole.setAll(body);
        whole.putArray("output").addAll(items.values());
        return whole;
    }

    /** How many searches are billed: as the body counts them, or as its output shows; pages that are opened are not. */
    static long searches(JsonNode body) {
        long searches = 0;
        for (var item : body.path("output")) {
            if ("web_search_call".equals(item.path("type").textValue())
                    && "search".equals(item.path("action").path("type").asText("search"))) {
                searches++;
            }
        }
        return Math.max(searches, Fields.countOrZero(body.path("tool_usage").path("web_search"), "num_requests"));
    }

    /** The call of the model that drew images: the tool names it where the request did; empty where none were drawn. */
    static Optional<UnderstoodCall> images(UnderstoodCall call, JsonNode body) {
        var counts = body.path("tool_usage").path("image_gen");
        if (Fields.countOrZero(counts, "input_tokens") + Fields.countOrZero(counts, "output_tokens") == 0) {
            return Optional.empty();
        }
        var model = body.path("tools")
                .valueStream()
                .filter(tool -> IMAGES.equals(tool.path("type").textValue()))
                .flatMap(tool -> Fields.text(tool, "model").stream())
                .findFirst()
                .orElse(IMAGES);
        return Optional.of(call.withShare(model, ResponsesUsage.read(counts, Optional.of("image")))
                .withPart(model));
    }
}
