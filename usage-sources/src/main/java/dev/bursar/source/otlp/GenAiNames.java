package dev.bursar.source.otlp;

import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.usage.ModelSpelling;
import dev.bursar.source.otlp.TokenCounts.Audio;
import dev.bursar.source.otlp.TokenCounts.Layout;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The names of the semantic conventions for generative AI, newest first, then those of earlier versions (v1.27 to
 * v1.41), of OpenLLMetry, and of those who put a provider's details beside them.
 */
final class GenAiNames {

    static final String OPERATION = "gen_ai.operation.name";

    static final String RESPONSE_ID = "gen_ai.response.id";

    /** A run of Azure's agents, told by the span that made it and by each that reads it again. */
    private static final String THREAD_RUN = "gen_ai.thread.run.id";

    /** Google's Agent Development Kit before version 2.3: the thoughts, not part of the output. */
    private static final String THOUGHTS = "gen_ai.usage.experimental.reasoning_tokens";

    private static final String AGENT_KIT = "gcp.vertex.agent";

    private static final String[] INPUT = {
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.prompt_tokens",
        "llm.usage.prompt_tokens",
        "gen_ai.response.prompt_tokens"
    };
    private static final String[] OUTPUT = {
        "gen_ai.usage.output_tokens",
        "gen_ai.usage.completion_tokens",
        "llm.usage.completion_tokens",
        "gen_ai.response.completion_tokens"
    };
    private static final String[] CACHE_READ = {
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.input_tokens.cached",
        "gen_ai.usage.cached_input_tokens",
        "gen_ai.usage.prompt_tokens_details.cached_tokens",
        "llm.usage.cached_tokens",
        "gen_ai.usage.details.cache_read_tokens",
        "gen_ai.usage.details.cache_read_input_tokens",
        "gen_ai.usage.details.cached_tokens"
    };
    private static final String[] CACHE_WRITE = {
        "gen_ai.usage.cache_write.input_tokens",
        "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.cache_write_input_tokens",
        "gen_ai.usage.input_tokens.cache_write",
        "gen_ai.usage.details.cache_write_tokens",
        "gen_ai.usage.details.cache_creation_input_tokens"
    };
    private static final String[] REASONING = {
        "gen_ai.usage.reasoning.output_tokens",
        "gen_ai.usage.reasoning_tokens",
        "gen_ai.usage.reasoning_output_tokens",
        "llm.usage.reasoning_tokens",
        "gen_ai.usage.output_tokens.reasoning",
        "gen_ai.usage.completion_tokens_details.reasoning_tokens",
        "gen_ai.usage.details.reasoning_tokens",
        "gen_ai.usage.details.thinking_tokens",
        "gen_ai.usage.details.thoughts_tokens",
        THOUGHTS
    };
    /** LangSmith's exporter: LangChain's details, as JSON texts. */
    private static final String INPUT_DETAILS = "gen_ai.usage.input_token_details";

    private static final String OUTPUT_DETAILS = "gen_ai.usage.output_token_details";
    private static final String[] TOTAL = {"gen_ai.usage.total_tokens", "llm.usage.total_tokens"};

    private GenAiNames() {}

    /** Reads by these names; an embedding's one count may be its total. */
    static CallReport read(Attributes attributes) {
        var operation = operation(attributes);
        boolean embedding = operation.filter(Operations::isEmbedding).isPresent();
        var run = run(attributes);
        return new CallReport(
                provider(attributes),
                attributes.text("gen_ai.response.model", "gen_ai.request.model"),
                counts(attributes, embedding),
                attributes.text(RESPONSE_ID).or(() -> run),
                ServiceTierName.of(attributes.text(
                        "openai.response.service_tier",
                        "gen_ai.openai.response.service_tier",
                        "gen_ai.response.service_tier")),
                run.isPresent() ? Optional.of("thread_run") : operation,
                Optional.empty(),
                embedding);
    }

    /** Empty for the calls within a run, which have counts of their own. */
    private static Optional<String> run(Attributes attributes) {
        return operation(attributes).filter(Operations::isCall).isPresent()
                ? Optional.empty()
                : attributes.text(THREAD_RUN);
    }

    static Optional<String> operation(Attributes attributes) {
        return attributes.text(OPERATION, "llm.request.type");
    }

    private static Optional<String> provider(Attributes attributes) {
        return ProviderName.ofHost(attributes.text("server.address"))
                .or(() -> ofLiteLlm(attributes).map(ProviderName::of))
                .or(() ->
                        attributes.text("gen_ai.provider.name", "gen_ai.system").map(word -> ofWord(word, attributes)));
    }

    /** A framework that names itself leaves the provider to the spelling of its model. */
    private static String ofWord(String word, Attributes attributes) {
        var provider = ProviderName.of(word);
        return ProviderName.isOurs(provider)
                ? provider
                : attributes
                        .text("gen_ai.request.model", "gen_ai.response.model")
                        .flatMap(ModelSpelling::cloud)
                        .orElse(provider);
    }

    /** Pydantic AI leaves what Google's own tools put into the prompt beside the input. */
    private static OptionalLong input(Attributes attributes) {
        var input = attributes.count(INPUT);
        var ofTools = attributes.count("gen_ai.usage.details.tool_use_prompt_tokens");
        return input.isPresent() ? OptionalLong.of(input.getAsLong() + ofTools.orElse(0)) : input;
    }

    private static TokenCounts counts(Attributes attributes, boolean embedding) {
        var input = input(attributes);
        var total = attributes.count(TOTAL);
        return new TokenCounts(
                embedding && input.isEmpty() ? total : input,
                attributes.count(OUTPUT),
                or(attributes.count(CACHE_READ), attributes.countIn(INPUT_DETAILS, "cache_read")),
                or(attributes.count(CACHE_WRITE), attributes.countIn(INPUT_DETAILS, "cache_creation")),
                OptionalLong.empty(),
                or(attributes.count(REASONING), attributes.countIn(OUTPUT_DETAILS, "reasoning")),
                total,
                new Audio(
                        attributes.count("gen_ai.usage.details.input_audio_tokens"),
                        attributes.count("gen_ai.usage.details.output_audio_tokens")),
                new Layout(hasCacheApart(attributes, input), hasThoughtsApart(attributes)));
    }

    private static OptionalLong or(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }

    /** Pydantic AI puts the provider's own input beside its own, which left the cache out at first. */
    private static boolean hasCacheApart(Attributes attributes, OptionalLong input) {
        return input.isPresent()
                && attributes.has("gen_ai.usage.details.cache_read_input_tokens")
                && attributes.count("gen_ai.usage.details.input_tokens").equals(input);
    }

    /** The kit writes its own counts; those of a model that LiteLLM calls for it are OpenAI's, thoughts within. */
    private static boolean hasThoughtsApart(Attributes attributes) {
        return attributes.has(THOUGHTS)
                && !attributes.has(REASONING[0])
                && ofLiteLlm(attributes).isEmpty();
    }

    /** The provider in front of the model's name, where the kit calls no model of Google's. */
    private static Optional<String> ofLiteLlm(Attributes attributes) {
        return attributes
                .text("gen_ai.system", "gen_ai.provider.name")
                .filter(AGENT_KIT::equals)
                .flatMap(kit -> attributes.text("gen_ai.request.model"))
                .filter(model ->
                        model.indexOf('/') > 0 && !model.startsWith("projects/") && !model.startsWith("models/"))
                .map(model -> model.substring(0, model.indexOf('/')));
    }
}
