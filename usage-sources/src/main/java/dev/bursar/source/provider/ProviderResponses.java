package dev.bursar.source.provider;

import dev.bursar.contract.usage.ProviderName;
import dev.bursar.contract.usage.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Understands what providers answered: whole bodies, server-sent events and JSON lines, as usage in disjoint meters. */
public final class ProviderResponses {

    private static final List<Provider> PROVIDERS = List.of(
            new OpenAi(),
            new AzureOpenAi(),
            new Anthropic(),
            new Google(),
            new Bedrock(),
            new Mistral(),
            new Cohere(),
            new DeepSeek(),
            new XAi(),
            new Groq(),
            new Cerebras(),
            new OpenRouter(),
            new Ollama());
    private static final Map<String, Provider> BY_WORD =
            PROVIDERS.stream().collect(Collectors.toUnmodifiableMap(Provider::word, provider -> provider));

    private ProviderResponses() {}

    /** The provider that a word or one of its aliases means: {@code gemini} is {@code google}. */
    public static Optional<String> provider(String word) {
        return ProviderName.known(word).filter(BY_WORD::containsKey);
    }

    /** Reads a response: one outcome per call in it, at least one. */
    public static List<CallOutcome> understand(ProviderResponse response) {
        var word = provider(response.provider());
        if (word.isEmpty()) {
            return List.of(new CallOutcome.Refused(
                    RejectionReason.UNKNOWN_PROVIDER, "known providers: " + String.join(", ", ProviderName.all())));
        }
        try {
            return BY_WORD.get(word.get()).read(Payload.of(response.body()), response.model());
        } catch (Refusal refusal) {
            return List.of(refusal.outcome());
        }
    }
}
