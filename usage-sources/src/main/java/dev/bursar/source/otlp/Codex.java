package dev.bursar.source.otlp;

import dev.bursar.source.otlp.TokenCounts.Layout;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Codex's event {@code codex.sse_event} of a completed response. It comes twice for each response, and once with
 * counts: OpenAI's, cache within the input, reasoning within the output; {@code tool_token_count} is their total.
 */
final class Codex implements CommandLineTool {

    private static final String PREFIX = "codex.";
    private static final String INPUT = "input_token_count";

    @Override
    public String word() {
        return "codex";
    }

    /** It names itself after the program it runs in: {@code codex_exec}, {@code codex_cli_rs}. */
    @Override
    public boolean isIts(String scope, String service) {
        return scope.startsWith("codex") || service.startsWith("codex_");
    }

    @Override
    public boolean isItsMetric(String metric) {
        return metric.startsWith(PREFIX);
    }

    @Override
    public boolean isCall(LogRecord event, Attributes attributes) {
        return attributes.text("event.name").filter("codex.sse_event"::equals).isPresent()
                && attributes
                        .text("event.kind")
                        .filter("response.completed"::equals)
                        .isPresent()
                && attributes.has(INPUT);
    }

    @Override
    public CallReport read(Attributes attributes) {
        return new CallReport(
                Optional.of("openai"),
                attributes.text("model", "slug"),
                new TokenCounts(
                        attributes.count(INPUT),
                        attributes.count("output_token_count"),
                        attributes.count("cached_token_count"),
                        attributes.count("cache_write_token_count"),
                        OptionalLong.empty(),
                        attributes.count("reasoning_token_count"),
                        attributes.count("tool_token_count"),
                        Layout.INCLUSIVE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(word()),
                false);
    }

    @Override
    public String[] marks(Attributes attributes) {
        return new String[] {
            attributes.text("event.timestamp").orElse(""),
            attributes.text("ttft_ms").orElse("")
        };
    }

    @Override
    public String advice() {
        return "Codex's calls are counted from its log events: [otel] exporter in config.toml";
    }
}
