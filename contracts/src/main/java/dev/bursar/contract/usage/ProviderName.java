package dev.bursar.contract.usage;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The providers that Bursar knows, and what else they are called. The list is closed: it is part of the contract. */
public final class ProviderName {

    private static final Map<String, String> WORDS = words();

    private ProviderName() {}

    /** The provider that a word means, in any letter case: {@code Gemini} is {@code google}. */
    public static Optional<String> known(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Every word for a provider, in order. */
    public static SortedSet<String> all() {
        return new TreeSet<>(WORDS.keySet());
    }

    private static Map<String, String> words() {
        var words = new TreeMap<String, String>();
        for (var name : new String[] {
            "openai",
            "azure-openai",
            "anthropic",
            "google",
            "bedrock",
            "mistral",
            "cohere",
            "deepseek",
            "xai",
            "groq",
            "cerebras",
            "openrouter",
            "ollama"
        }) {
            words.put(name, name);
        }
        words.put("gemini", "google");
        words.put("vertex", "google");
        words.put("aws", "bedrock");
        return Map.copyOf(words);
    }
}
