package dev.bursar.source.provider;

/** Cerebras: OpenAI's dialect as it is. */
final class Cerebras extends OpenAiDialect {

    @Override
    public String word() {
        return "cerebras";
    }
}
