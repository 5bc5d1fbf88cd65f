package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Mistral: an older word for what came from the cache, prompts of connectors on top, and audio billed by time. */
final class Mistral extends OpenAiDialect {

    /** Searches that read the news of agencies, too: billed apart from others. */
    private static final Meter PREMIUM_SEARCH = new Meter("web_search_premium");

    @Override
    public String word() {
        return "mistral";
    }

    /** The outputs of a conversation name the model, and the answer's own id; the conversation's is of many answers. */
    @Override
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        var bodies = LibraryNames.snakeCase(documents, Mistral::isOfLibrary);
        return super.calls(bodies.stream().map(Mistral::named).toList(), stream, askedFor);
    }

    private static boolean isOfLibrary(ObjectNode body) {
        return body.path("usage").has("promptTokens") || body.has("usageInfo");
    }

    private static ObjectNode named(ObjectNode body) {
        if (!body.has("conversation_id") || body.has("model")) {
            return body;
        }
        var named = body.objectNode();
        named.setAll(body);
        body.path("outputs").forEach(output -> {
            Fields.text(output, "model").ifPresent(model -> named.put("model", model));
            Fields.text(output, "id").ifPresent(id -> named.put("id", id));
        });
        return named;
    }

    @Override
    Usage chat(JsonNode usage) {
        var tally = new Tally();
        var details = ChatUsage.details(usage, "prompt");
        var cached = Fields.either(usage, "num_cached_tokens", details, "cached_tokens");
        ChatUsage.addInput(prompt(usage), cached, details, tally);
        ChatUsage.addCompletion(usage, tally);
        tally.add(PREMIUM_SEARCH, Fields.count(usage.path("connectors"), "web_search_premium"));
        var heard = Fields.seconds(usage, "prompt_audio_seconds");
        var total = Fields.count(usage, "total_tokens");
        if (heard.orElse(0) == 0) {
            return tally.usage(total);
        }
        // The total has the tokens of what was heard; the bill has the seconds.
        tally.add(Meter.AUDIO_SECOND, heard);
        return tally.usageWithin(total);
    }

    private static OptionalLong prompt(JsonNode usage) {
        var prompt = Fields.count(usage, "prompt_tokens");
        var connectors = Fields.count(usage, "connector_tokens");
        return connectors.isPresent() ? OptionalLong.of(prompt.orElse(0) + connectors.getAsLong()) : prompt;
    }

    @Override
    long searches(ObjectNode body) {
        var connectors = body.path("usage").path("connectors");
        long searches = Fields.countOrZero(connectors, "web_search");
        return searches == 0 ? super.searches(body) : searches;
    }
}
