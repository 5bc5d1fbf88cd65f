package dev.bursar.source.provider;

import dev.bursar.contract.usage.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private static final Map<String, Provider> BY_WORD = byWord();

    private ProviderResponses() {}

    /** The provider that a word or one of its aliases means: {@code gemini} is {@code google}. */
    public static Optional<String> provider(String word) {
        return Optional.ofNullable(BY_WORD.get(word)).map(Provider::word);
    }

    /** Reads a response: one outcome per call in it, at least one. */
    public static List<CallOutcome> understand(ProviderResponse response) {
        var provider = BY_WORD.get(response.provider());
        if (provider == null) {
            return List.of(new CallOutcome.Refused(
                    RejectionReason.UNKNOWN_PROVIDER, "known providers: " + String.join(", ", BY_WORD.keySet())));
        }
        try {
            return provider.read(Payload.of(response.body()), response.model());
        } catch (Refusal refusal) {
            return List.of(refusal.outcome());
        }
    }

    private static Map<String, Provider> byWord() {
        var words = new TreeMap<String, Provider>();
        for (var provider : PROVIDERS) {
            words.put(provider.word(), provider);
            provider.aliases().forEach(alias -> words.put(alias, provider));
        }
        return words;
    }
}
