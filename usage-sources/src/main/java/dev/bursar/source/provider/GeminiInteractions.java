package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gemini's Interactions: the words of its {@code usage}, in snake case, or in camel case at Vertex. Thoughts and the
 * prompts of tools come on top of the output and of the input, which includes what was cached.
 */
final class GeminiInteractions {

    private static final List<String> GROWING = List.of("total_tokens", "totalTokens", "total_output_tokens");

    private GeminiInteractions() {}

    /** Empty where the documents are not worded so; the events of a stream wrap the interaction. */
    static Optional<UnderstoodCall> read(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        List<JsonNode> bodies = documents.stream()
                .map(document -> document.path("interaction").isObject() ? document.path("interaction") : document)
                .toList();
        var counting = bodies.stream().filter(body -> isIn(body.path("usage"))).toList();
        if (counting.isEmpty()) {
            return Optional.empty();
        }
        var last = Snapshots.last(counting, body -> body.path("usage"), GeminiInteractions::isLast, GROWING);
        var model = Fields.model(Fields.newest(bodies, "model"), askedFor);
        var usage = usage(last.path("usage"));
        long searches = searches(last.path("usage"), model);
        return Optional.of(
                UnderstoodCall.of("google", model, searches == 0 ? usage : usage.plus(Meter.WEB_SEARCH, searches))
                        .withResponseId(Fields.newest(bodies, "id"))
                        .withServiceTier(ServiceTierName.of(Fields.newest(bodies, "service_tier")))
                        .withApproximate(stream && !isLast(last)));
    }

    private static boolean isIn(JsonNode usage) {
        return usage.has("total_input_tokens") || usage.has("totalInputTokens");
    }

    private static Boolean isLast(JsonNode body) {
        return !body.path("status").asText("in_progress").equals("in_progress");
    }

    private static Usage usage(JsonNode usage) {
        var tally = new Tally();
        var input = count(usage, "input");
        var tools = count(usage, "tool_use");
        new InclusiveInput(
                        input.orElse(0) + tools.orElse(0),
                        count(usage, "cached"),
                        OptionalLong.empty(),
                        kinds(usage, "input").plus(kinds(usage, "tool_use")),
                        kinds(usage, "cached"))
                .addTo(tally);
        var shown = count(usage, "output");
        if (shown.isPresent()) {
            var kinds = kinds(usage, "output").atMost(shown.getAsLong());
            tally.add(Meter.OUTPUT, shown.getAsLong() - kinds.sum());
            tally.add(Meter.OUTPUT, kinds);
        }
        tally.add(Meter.REASONING, count(usage, "thought"));
        return tally.usage(Fields.either(usage, "total_tokens", usage, "totalTokens"));
    }

    private static OptionalLong count(JsonNode usage, String side) {
        return Fields.either(usage, "total_" + side + "_tokens", usage, "total" + upperCamel(side) + "Tokens");
    }

    private static Kinds kinds(JsonNode usage, String side) {
        var lowerCamel = side.equals("tool_use") ? "toolUse" : side;
        return Kinds.ofModalities(usage.path(side + "_tokens_by_modality"))
                .plus(Kinds.ofModalities(usage.path(lowerCamel + "TokensByModality")));
    }

    private static String upperCamel(String side) {
        return side.equals("tool_use") ? "ToolUse" : Character.toUpperCase(side.charAt(0)) + side.substring(1);
    }

    private static long searches(JsonNode usage, String model) {
        long searches = 0;
        for (var tool : usage.path("grounding_tool_count")) {
            if ("google_search".equals(tool.path("type").textValue())) {
                searches += Fields.count(tool, "search_query_count").orElse(Fields.countOrZero(tool, "count"));
            }
        }
        return GeminiUsage.billed(searches, model);
    }
}
