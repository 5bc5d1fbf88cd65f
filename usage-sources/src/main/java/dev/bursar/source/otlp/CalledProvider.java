package dev.bursar.source.otlp;

import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.ModelAddress;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.usage.ModelSpelling;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who made a call of which a record names the model, but nobody, or a framework, as its provider. */
final class CalledProvider {

    /** What instrumentations write in the provider's place where they don't know it, by the words in lower case. */
    private static final Set<String> FRAMEWORKS = Set.of(
            "agno",
            "ag2",
            "autogen",
            "crewai",
            "haystack",
            "langchain",
            "langgraph",
            "litellm",
            "llama_index",
            "llamaindex",
            "openai_agents",
            "pydantic_ai",
            "semantic_kernel",
            "smolagents",
            "spring_ai",
            "strands-agents",
            "unknown",
            "vercel_ai");

    /** The cards that come with this program; to read them takes a moment. */
    private static final class Cards {

        static final RateCards BUILT_IN = BuiltInRateCards.load();
    }

    private CalledProvider() {}

    /**
     * The provider that is told; where that is none, the maker of the model, or the only one who offers it.
     *
     * @param told our word, or the record's own
     * @param ended the newest cards are asked where it is not known
     */
    static Optional<String> of(Optional<String> told, Optional<String> model, Optional<Instant> ended) {
        return told.filter(word -> !FRAMEWORKS.contains(word))
                .or(() -> model.flatMap(name -> byModel(name, ended.orElse(Instant.MAX))))
                .or(() -> told);
    }

    private static Optional<String> byModel(String model, Instant at) {
        return ModelSpelling.cloud(model)
                .or(() -> ModelAddress.read(model, Optional.empty(), Cards.BUILT_IN, at)
                                instanceof ModelAddress.Outcome.Found found
                        ? Optional.of(found.address().provider())
                        : Optional.empty());
    }
}
