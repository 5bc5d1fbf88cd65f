package dev.bursar.source.otlp;

import static dev.bursar.contract.usage.RejectionReason.TOTALS_CONTRADICT;

import dev.bursar.contract.usage.ModelSpelling;
import dev.bursar.source.otlp.TokenCounts.Layout;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Claude Code's event {@code api_request}: Anthropic's counts, the cache apart from the input. Only it splits cache
 * writes by their time to live.
 */
final class ClaudeCode implements CommandLineTool {

    private static final String PREFIX = "claude_code.";
    private static final String SCOPE = "com.anthropic.claude_code";
    private static final String EVENT = "api_request";

    /** Where it sends its requests; what is not here is Anthropic's own API, or speaks like it. */
    private static final Map<String, String> PROVIDERS = Map.of("bedrock", "bedrock", "vertex", "google");

    @Override
    public String word() {
        return "claude";
    }

    @Override
    public boolean isIts(String scope, String service) {
        return scope.startsWith(SCOPE) || service.equals("claude-code");
    }

    @Override
    public boolean isItsMetric(String metric) {
        return metric.startsWith(PREFIX);
    }

    @Override
    public boolean isCall(LogRecord event, Attributes attributes) {
        return isEvent(event.getBody().getStringValue())
                || isEvent(event.getEventName())
                || attributes
                        .text("event.name")
                        .filter(name -> name.equals(EVENT) || isEvent(name))
                        .isPresent();
    }

    private static boolean isEvent(String name) {
        return name.equals(PREFIX + EVENT);
    }

    @Override
    public CallReport read(Attributes attributes) {
        return new CallReport(
                Optional.of(provider(attributes)),
                attributes.text("model"),
                counts(attributes),
                attributes.text("request_id"),
                attributes.text("speed").filter("fast"::equals),
                Optional.empty(),
                Optional.of(word()),
                false);
    }

    /** Versions before there was a word for it tell by the spelling of the model. */
    private static String provider(Attributes attributes) {
        return attributes
                .text("anthropic.provider")
                .map(word -> PROVIDERS.getOrDefault(word, "anthropic"))
                .or(() -> attributes.text("model").flatMap(ModelSpelling::cloud))
                .orElse("anthropic");
    }

    private static TokenCounts counts(Attributes attributes) {
        var written = attributes.count("cache_creation_tokens");
        var hour = attributes.count("cache_creation_1h_tokens");
        var fiveMinutes = attributes.count("cache_creation_5m_tokens");
        long parts = hour.orElse(0) + fiveMinutes.orElse(0);
        if (written.isPresent() && parts > written.getAsLong()) {
            throw new Refusal(
                    TOTALS_CONTRADICT,
                    "cache_creation_tokens is " + written.getAsLong() + ", its parts add up to " + parts);
        }
        boolean split = hour.isPresent() || fiveMinutes.isPresent();
        return new TokenCounts(
                attributes.count("input_tokens"),
                attributes.count("output_tokens"),
                attributes.count("cache_read_tokens"),
                written.isEmpty() && split ? OptionalLong.of(parts) : written,
                hour,
                OptionalLong.empty(),
                OptionalLong.empty(),
                new Layout(true, false));
    }

    @Override
    public String[] marks(Attributes attributes) {
        return new String[] {
            attributes.text("request_id").orElse(""),
            attributes.text("event.sequence").orElse(""),
            attributes.text("prompt.id").orElse("")
        };
    }

    @Override
    public String advice() {
        return "Claude Code's calls are counted from its log events: CLAUDE_CODE_ENABLE_TELEMETRY=1"
                + " OTEL_LOGS_EXPORTER=otlp";
    }
}
