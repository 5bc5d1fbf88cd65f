package dev.bursar.contract.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How clouds spell the models of others: where a source names no provider, the spelling alone tells. */
public final class ModelSpelling {

    /** What a model's id at Bedrock begins with, as a regular expression: who made it. */
    public static final String MAKER_AT_BEDROCK =
            "(?:ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai"
                    + "|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\\.";

    /** What an inference profile of Bedrock's begins with before that, as a regular expression: which regions may answer. */
    public static final String PROFILE_AT_BEDROCK = "(?:[a-z]{2}|us-gov|apac|global)\\.(?=" + MAKER_AT_BEDROCK + ")";

    /** Ids of foundation models and inference profiles, and ARNs: {@code us.anthropic.claude-sonnet-4-5-…-v1:0}. */
    private static final Pattern BEDROCK =
            Pattern.compile("arn:aws[a-z-]*:bedrock:.+|(?:" + PROFILE_AT_BEDROCK + ")?" + MAKER_AT_BEDROCK + "[a-z].*");

    /** Vertex AI puts a model's version behind an at sign: {@code claude-sonnet-4-5@20250929}. */
    private static final Pattern VERTEX =
            Pattern.compile("(?:.*publishers/anthropic/models/.+|claude-[a-z0-9.-]+@(?:20\\d{6}|latest|default).*)");

    private ModelSpelling() {}

    /** The cloud whose spelling a model's name is; empty for a maker's own. */
    public static Optional<String> cloud(String model) {
        var name = model.toLowerCase(Locale.ROOT);
        if (BEDROCK.matcher(name).matches()) {
            return Optional.of("bedrock");
        }
        return VERTEX.matcher(name).matches() ? Optional.of("google") : Optional.empty();
    }
}
