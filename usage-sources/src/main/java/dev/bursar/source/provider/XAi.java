package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** xAI: reasoning is on top of a chat's completion and inside a response's output; bodies say what they cost. */
final class XAi extends OpenAiDialect {

    /** A tick is a ten-billionth of a dollar (docs.x.ai, cost tracking). */
    private static final int DECIMALS_OF_TICK = 10;

    /** Searches, which are counted already, and what costs its tokens only. */
    private static final Set<String> COUNTED = Set.of("web_search", "x_search", "mcp");

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

    /** Other tools that ran at xAI are billed by call (docs.x.ai, pricing), those of a remote MCP are not. */
    @Override
    Usage beside(ObjectNode body) {
        var beside = super.beside(body);
        for (var tool :
                body.path("usage").path("server_side_tool_usage_details").properties()) {
            var name = tool.getKey().replaceFirst("_calls$", "");
            if (!COUNTED.contains(name)
                    && Meter.isName(name)
                    && !Meter.of(name).isToken()
                    && tool.getValue().isIntegralNumber()) {
                long calls =
                        Fields.countOrZero(body.path("usage").path("server_side_tool_usage_details"), tool.getKey());
                beside = calls == 0 ? beside : beside.plus(Meter.of(name), calls);
            }
        }
        return beside;
    }

    @Override
    Optional<BigDecimal> reportedCost(ObjectNode usage) {
        return Fields.money(usage, "cost_in_usd_ticks", DECIMALS_OF_TICK);
    }
}
