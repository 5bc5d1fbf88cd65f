package dev.bursar.source.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.contract.Json;
import dev.bursar.source.otlp.TokenCounts.Audio;
import dev.bursar.source.otlp.TokenCounts.Layout;
import java.util.Optional;
import java.util.OptionalLong;

/** Spans by OpenInference's conventions: the kind tells calls from the chains and agents around them. */
final class OpenInferenceSpans implements SpanDialect {

    private static final String KIND = "openinference.span.kind";
    private static final String PROMPT = "llm.token_count.prompt";
    private static final String COMPLETION = "llm.token_count.completion";

    @Override
    public boolean isOf(Attributes attributes) {
        return attributes.has(KIND);
    }

    @Override
    public boolean isCall(Attributes attributes, boolean client) {
        return isKind(attributes, "LLM") || isKind(attributes, "EMBEDDING");
    }

    @Override
    public boolean mustHaveCounts(Attributes attributes) {
        return isKind(attributes, "LLM");
    }

    @Override
    public CallReport read(Attributes attributes) {
        boolean embedding = isKind(attributes, "EMBEDDING");
        return new CallReport(
                attributes.text("llm.provider", "llm.system").map(ProviderName::of),
                attributes.text("llm.model_name", "embedding.model_name"),
                counts(attributes),
                responseId(attributes),
                Optional.empty(),
                Optional.of(embedding ? "embeddings" : "chat"),
                Optional.empty(),
                embedding);
    }

    private static TokenCounts counts(Attributes attributes) {
        return new TokenCounts(
                attributes.count(PROMPT),
                attributes.count(COMPLETION),
                attributes.count(PROMPT + "_details.cache_read", PROMPT + "_details.cache_input"),
                attributes.count(PROMPT + "_details.cache_write"),
                OptionalLong.empty(),
                attributes.count(COMPLETION + "_details.reasoning"),
                attributes.count("llm.token_count.total"),
                new Audio(attributes.count(PROMPT + "_details.audio"), attributes.count(COMPLETION + "_details.audio")),
                Layout.INCLUSIVE);
    }

    /** The conventions have no name for it, but most instrumentations keep the provider's body. */
    private static Optional<String> responseId(Attributes attributes) {
        return attributes
                .text("output.mime_type")
                .filter("application/json"::equals)
                .flatMap(json -> attributes.text("output.value"))
                .map(OpenInferenceSpans::id)
                .filter(id -> !id.isEmpty());
    }

    private static String id(String body) {
        try {
            return Json.read(body).path("id").asText("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    private static boolean isKind(Attributes attributes, String kind) {
        return attributes.text(KIND).filter(kind::equalsIgnoreCase).isPresent();
    }
}
