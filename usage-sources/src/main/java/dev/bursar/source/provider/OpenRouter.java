package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** OpenRouter: cache and reasoning are inside, whoever hosts the model; bodies say what they cost. */
final class OpenRouter extends OpenAiDialect {

    private static final Meter SERVER_TOOL = new Meter("server_tool");

    /** What two figures that mean the same may differ by. */
    private static final BigDecimal NOISE = new BigDecimal("0.000000001");

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
        var searches = ofTools(body, "web_search_requests");
        return searches.orElse(0) == 0 ? super.searches(body) : searches.getAsLong();
    }

    /** What else ran at OpenRouter, models that advise among it: what that cost is in the body's cost alone. */
    @Override
    Usage beside(ObjectNode body) {
        var beside = super.beside(body);
        long others = ofTools(body, "tool_calls_executed").orElse(0) - beside.count(Meter.WEB_SEARCH);
        if (others > 0) {
            return beside.plus(SERVER_TOOL, others);
        }
        return beside.isEmpty() && hasPlugin(body.path("usage")) ? Usage.of(SERVER_TOOL, 1) : beside;
    }

    /** Messages and Responses say {@code server_tool_use}, chats {@code server_tool_use_details}. */
    private static OptionalLong ofTools(ObjectNode body, String name) {
        var usage = body.path("usage");
        return Fields.either(usage.path("server_tool_use"), name, usage.path("server_tool_use_details"), name);
    }

    /** Plugins, which search or read files before the model does, are told by a cost that is more than the model's. */
    private static boolean hasPlugin(JsonNode usage) {
        var cost = Fields.money(usage, "cost", 0);
        var model = Fields.money(usage.path("cost_details"), "upstream_inference_cost", 0);
        return !usage.path("is_byok").asBoolean()
                && cost.isPresent()
                && model.isPresent()
                && cost.get().subtract(model.get()).compareTo(NOISE) > 0;
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
