package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/** xAI: reasoning is on top of a chat's completion and inside a response's output; bodies say what they cost. */
final class XAi extends OpenAiDialect {

    /** A tick is a ten-billionth of a dollar (docs.x.ai, cost tracking). */
    private static final int DECIMALS_OF_TICK = 10;

    @Override
    public String word() {
        return "xai";
    }

    @Override
    Usage chat(JsonNode usage) {
        return ChatUsage.readWithReasoningOnTop(usage);
    }

    @Override
    long searches(ObjectNode body) {
        var tools = body.path("usage").path("server_side_tool_usage_details");
        return tools.isObject()
                ? Fields.countOrZero(tools, "web_search_calls") + Fields.countOrZero(tools, "x_search_calls")
                : super.searches(body);
    }

    @Override
    Optional<BigDecimal> reportedCost(ObjectNode usage) {
        return Fields.money(usage, "cost_in_usd_ticks", DECIMALS_OF_TICK);
    }
}
