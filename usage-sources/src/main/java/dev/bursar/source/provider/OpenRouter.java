package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** OpenRouter: cache and reasoning are inside, whoever hosts the model; bodies say what they cost. */
final class OpenRouter extends OpenAiDialect {

    @Override
    public String word() {
        return "openrouter";
    }

    @Override
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        return OpenRouterGeneration.read(documents, askedFor)
                .map(List::of)
                .orElseGet(() -> super.calls(documents, stream, askedFor));
    }

    /** Some hosts count reasoning beside the completion: where it does not fit in, and their total has no room, as much as fits. */
    @Override
    Usage chat(JsonNode usage) {
        return isBeside(usage) ? ChatUsage.readWithReasoningBeside(usage) : super.chat(usage);
    }

    @Override
    List<UnderstoodCall> shares(UnderstoodCall call, ObjectNode body) {
        var usage = body.path("usage");
        boolean agrees =
                Fields.countOrZero(usage, "total_tokens") == call.usage().tokens()
                        && call.usage().tokensOut() > Fields.countOrZero(usage, "completion_tokens");
        return super.shares(isBeside(usage) && !agrees ? call.withApproximate(true) : call, body);
    }

    private static boolean isBeside(JsonNode usage) {
        return Fields.countOrZero(ChatUsage.details(usage, "completion"), "reasoning_tokens")
                > Fields.countOrZero(usage, "completion_tokens");
    }

    @Override
    long searches(ObjectNode body) {
        long searches = Fields.countOrZero(body.path("usage").path("server_tool_use"), "web_search_requests");
        return searches == 0 ? super.searches(body) : searches;
    }

    /** A credit is a dollar. With a key of one's own the host's bill comes on top of OpenRouter's fee. */
    @Override
    Optional<BigDecimal> reportedCost(ObjectNode usage) {
        return cost(
                usage,
                Fields.money(usage, "cost", 0),
                Fields.money(usage.path("cost_details"), "upstream_inference_cost", 0));
    }

    static Optional<BigDecimal> cost(JsonNode saysWhoseKey, Optional<BigDecimal> fee, Optional<BigDecimal> host) {
        return saysWhoseKey.path("is_byok").asBoolean()
                ? fee.flatMap(part -> host.map(part::add).or(() -> fee))
                : fee;
    }
}
