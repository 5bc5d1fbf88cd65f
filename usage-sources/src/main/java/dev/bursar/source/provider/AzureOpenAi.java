package dev.bursar.source.provider;

/** OpenAI's models at Azure: bodies name the model and not the deployment, a stream's first piece names neither. */
final class AzureOpenAi extends OpenAiDialect {

    @Override
    public String word() {
        return "azure-openai";
    }
}
