package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** OpenAI: chat completions, legacy completions, embeddings and responses, whole or streamed, and batch output. */
final class OpenAi implements Provider {

    @Override
    public String word() {
        return "openai";
    }

    @Override
    public List<CallOutcome> read(Payload payload, Optional<String> askedFor) {
        if (BatchLines.isIn(payload)) {
            return BatchLines.read(
                    payload,
                    line -> line.path("response").path("body"),
                    body -> List.of(call(List.of(body), askedFor)));
        }
        var bodies = payload.documents().stream().map(OpenAi::body).toList();
        return List.of(new CallOutcome.Understood(call(bodies, askedFor)));
    }

    private UnderstoodCall call(List<ObjectNode> bodies, Optional<String> askedFor) {
        var usage = lastUsage(bodies);
        var counted = ChatUsage.isIn(usage) ? ChatUsage.read(usage) : ResponsesUsage.read(usage);
        return UnderstoodCall.of(word(), Fields.model(Fields.newest(bodies, "model"), askedFor), counted)
                .withResponseId(Fields.newest(bodies, "id"))
                .withServiceTier(ServiceTiers.of(Fields.newest(bodies, "service_tier")));
    }

    /** Counts of later pieces are totals: they replace those of earlier ones. */
    static JsonNode lastUsage(List<ObjectNode> bodies) {
        for (int i = bodies.size() - 1; i >= 0; i--) {
            if (bodies.get(i).get("usage") instanceof ObjectNode usage) {
                return usage;
            }
        }
        throw Refusal.noUsage();
    }

    /** A stream of the Responses interface wraps the body in its events. */
    private static ObjectNode body(ObjectNode document) {
        return document.get("response") instanceof ObjectNode wrapped ? wrapped : document;
    }
}
