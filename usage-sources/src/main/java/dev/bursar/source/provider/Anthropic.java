package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Anthropic: messages and the results of batches; chats in OpenAI's dialect too. */
final class Anthropic extends OpenAiDialect {

    @Override
    public String word() {
        return "anthropic";
    }

    @Override
    JsonNode batchedBody(JsonNode line) {
        var message = line.path("result").path("message");
        return message.isObject() ? message : super.batchedBody(line);
    }

    @Override
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        return documents.stream().anyMatch(document -> ChatUsage.isIn(document.path("usage")))
                ? super.calls(documents, stream, askedFor)
                : AnthropicMessages.read(word(), documents, askedFor);
    }
}
