package dev.bursar.source.otlp;

import dev.bursar.source.otlp.TokenCounts.Layout;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gemini CLI's event {@code gemini_cli.api_response}: Google's counts, the cache within the input, thoughts and the
 * prompts of tools on top. Its event by the general conventions tells of the same call, without cache and thoughts.
 */
final class GeminiCli implements CommandLineTool {

    private static final String NAME = "gemini-cli";
    private static final String PREFIX = "gemini_cli.";
    private static final String EVENT = "gemini_cli.api_response";

    @Override
    public String word() {
        return "gemini";
    }

    @Override
    public boolean isIts(String scope, String service) {
        return scope.equals(NAME) || service.equals(NAME);
    }

    @Override
    public boolean isItsMetric(String metric) {
        return metric.startsWith(PREFIX);
    }

    @Override
    public boolean isCall(LogRecord event, Attributes attributes) {
        return EVENT.equals(event.getEventName())
                || attributes.text("event.name").filter(EVENT::equals).isPresent();
    }

    @Override
    public CallReport read(Attributes attributes) {
        return new CallReport(
                Optional.of("google"),
                attributes.text("model"),
                counts(attributes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(word()),
                false);
    }

    private static TokenCounts counts(Attributes attributes) {
        var prompt = attributes.count("input_token_count");
        long ofTools = attributes.count("tool_token_count").orElse(0);
        return new TokenCounts(
                prompt.isPresent() ? OptionalLong.of(prompt.getAsLong() + ofTools) : prompt,
                attributes.count("output_token_count"),
                attributes.count("cached_content_token_count"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                attributes.count("thoughts_token_count"),
                attributes.count("total_token_count"),
                new Layout(false, true));
    }

    @Override
    public String[] marks(Attributes attributes) {
        return new String[] {
            attributes.text("prompt_id").orElse(""),
            attributes.text("duration_ms").orElse(""),
            attributes.text("event.timestamp").orElse("")
        };
    }

    @Override
    public String advice() {
        return "Gemini CLI's calls are counted from its log events: GEMINI_TELEMETRY_ENABLED=true with an OTLP endpoint"
                + " that takes logs";
    }
}
