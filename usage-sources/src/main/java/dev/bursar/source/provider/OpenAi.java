package dev.bursar.source.provider;

/** OpenAI: whose dialect it is. */
final class OpenAi extends OpenAiDialect {

    @Override
    public String word() {
        return "openai";
    }
}
