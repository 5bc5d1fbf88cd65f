package dev.bursar.source.otlp;

import dev.bursar.source.otlp.TokenCounts.Layout;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Spans of the Vercel AI SDK: the outer span repeats the usage of the provider's calls inside, whose names say "do". */
final class VercelSpans implements SpanDialect {

    private static final String OPERATION = "ai.operationId";
    private static final Pattern PROVIDER_CALL = Pattern.compile("ai\\.\\w+\\.do\\w+");
    private static final String[] PROVIDERS = {"ai.model.provider", "gen_ai.system"};
    /** What the SDK calls itself in the headers of a request, from version 5 on. */
    private static final Pattern VERSION = Pattern.compile("\\bai/([0-9]{1,4})\\.");

    private static final int FIRST_INCLUSIVE = 6;
    private static final String INPUT_DETAILS = "ai.usage.inputTokenDetails.";

    @Override
    public boolean isOf(Attributes attributes) {
        return attributes.has(OPERATION);
    }

    @Override
    public boolean isCall(Attributes attributes, boolean client) {
        return PROVIDER_CALL.matcher(attributes.text(OPERATION).orElse("")).matches();
    }

    @Override
    public boolean mustHaveCounts(Attributes attributes) {
        return true;
    }

    @Override
    public CallReport read(Attributes attributes) {
        boolean embedding =
                attributes.text(OPERATION).filter(id -> id.endsWith(".doEmbed")).isPresent();
        var model =
                attributes.text("ai.response.model", "gen_ai.response.model", "ai.model.id", "gen_ai.request.model");
        var provider = attributes
                .text(PROVIDERS)
                .flatMap(word -> word.startsWith("gateway") ? ofGateway(model) : Optional.of(ProviderName.of(word)));
        var metadata = VercelMetadata.of(attributes);
        return new CallReport(
                provider,
                model,
                counts(attributes, provider, metadata),
                attributes.text("ai.response.id", "gen_ai.response.id"),
                metadata.serviceTier(),
                Optional.of(embedding ? "embeddings" : "chat"),
                Optional.empty(),
                embedding);
    }

    /** Vercel's gateway names the provider in front of the model. */
    private static Optional<String> ofGateway(Optional<String> model) {
        return model.filter(name -> name.indexOf('/') > 0)
                .map(name -> ProviderName.of(name.substring(0, name.indexOf('/'))));
    }

    private static TokenCounts counts(Attributes attributes, Optional<String> provider, VercelMetadata metadata) {
        var input = attributes.count(
                "ai.usage.inputTokens", "ai.usage.promptTokens", "gen_ai.usage.input_tokens", "ai.usage.tokens");
        var written = or(attributes.count(INPUT_DETAILS + "cacheWriteTokens"), metadata.cacheWrite());
        var anHour = metadata.cacheWriteHour();
        boolean apart = isOfExclusiveApi(attributes, provider) && isCacheApart(attributes, input, metadata);
        return new TokenCounts(
                input,
                attributes.count("ai.usage.outputTokens", "ai.usage.completionTokens", "gen_ai.usage.output_tokens"),
                or(
                        attributes.count(INPUT_DETAILS + "cacheReadTokens", "ai.usage.cachedInputTokens"),
                        metadata.cacheRead()),
                written,
                anHour.orElse(0) <= written.orElse(0) ? anHour : OptionalLong.empty(),
                attributes.count("ai.usage.outputTokenDetails.reasoningTokens", "ai.usage.reasoningTokens"),
                apart ? OptionalLong.empty() : attributes.count("ai.usage.totalTokens"),
                new Layout(apart, false));
    }

    /**
     * Before version 6 the counts of Anthropic's models, wherever they run, and of Bedrock are those of their APIs:
     * without the cache, and the total leaves it out too. From then on the input includes it; spans of streams say so by
     * having its details, others by the version, or by the provider's own count beside them.
     */
    private static boolean isCacheApart(Attributes attributes, OptionalLong input, VercelMetadata metadata) {
        if (attributes.hasAnyUnder(INPUT_DETAILS)) {
            return false;
        }
        var version =
                VERSION.matcher(attributes.text("ai.request.headers.user-agent").orElse(""));
        if (version.find()) {
            return Integer.parseInt(version.group(1)) < FIRST_INCLUSIVE;
        }
        return metadata.input().isEmpty() || metadata.input().equals(input);
    }

    /** Claude at Vertex AI has a class of its own, {@code vertex.anthropic.messages}. */
    private static boolean isOfExclusiveApi(Attributes attributes, Optional<String> provider) {
        return provider.filter(name -> name.equals("anthropic") || name.equals("bedrock"))
                        .isPresent()
                || attributes.text(PROVIDERS).orElse("").contains(".anthropic.");
    }

    private static OptionalLong or(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }
}
