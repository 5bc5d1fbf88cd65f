package dev.bursar.source.otlp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of the dialects for providers, as ours. */
final class ProviderName {

    /** By the beginning of the word; the first that fits counts. */
    private static final Map<String, String> BEGINNINGS = beginnings();

    /** By the end of the address that was called: clients for one provider's API talk to others as well. */
    private static final Map<String, String> HOSTS = Map.ofEntries(
            Map.entry("openrouter.ai", "openrouter"),
            Map.entry("deepseek.com", "deepseek"),
            Map.entry("groq.com", "groq"),
            Map.entry("x.ai", "xai"),
            Map.entry("mistral.ai", "mistral"),
            Map.entry("cerebras.ai", "cerebras"),
            Map.entry("cohere.com", "cohere"),
            Map.entry("cohere.ai", "cohere"),
            Map.entry("openai.azure.com", "azure-openai"),
            Map.entry("cognitiveservices.azure.com", "azure-openai"),
            Map.entry("googleapis.com", "google"),
            Map.entry("amazonaws.com", "bedrock"),
            Map.entry("anthropic.com", "anthropic"),
            Map.entry("openai.com", "openai"));

    private ProviderName() {}

    /** Our word for a dialect's, its own in lower case where we have none. */
    static String of(String word) {
        var lower = word.strip().toLowerCase(Locale.ROOT);
        return BEGINNINGS.entrySet().stream()
                .filter(entry -> lower.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(lower);
    }

    /** Whether a word is one of ours, not that of a framework that names itself. */
    static boolean isOurs(String word) {
        return BEGINNINGS.containsValue(word);
    }

    /** The provider behind a known address, whatever the client believes that it talks to. */
    static Optional<String> ofHost(Optional<String> host) {
        return host.map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name -> HOSTS.entrySet().stream()
                        .filter(entry -> name.equals(entry.getKey()) || name.endsWith("." + entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static Map<String, String> beginnings() {
        var words = new LinkedHashMap<String, String>();
        words.put("azure", "azure-openai");
        words.put("az.", "azure-openai");
        words.put("openai", "openai");
        words.put("anthropic", "anthropic");
        words.put("amazon-bedrock", "bedrock");
        words.put("bedrock", "bedrock");
        words.put("aws", "bedrock");
        words.put("gcp", "google");
        words.put("google", "google");
        words.put("gemini", "google");
        words.put("vertex", "google");
        words.put("mistral", "mistral");
        words.put("cohere", "cohere");
        words.put("deepseek", "deepseek");
        words.put("x_ai", "xai");
        words.put("xai", "xai");
        words.put("groq", "groq");
        words.put("cerebras", "cerebras");
        words.put("openrouter", "openrouter");
        words.put("ollama", "ollama");
        return words;
    }
}
