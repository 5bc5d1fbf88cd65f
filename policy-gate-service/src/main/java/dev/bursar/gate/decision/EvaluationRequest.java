package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * One question of the Authorization API (openid.net/specs/authorization-api-1_0): may this subject do this to that?
 *
 * @param subjectId whom the call is for; what else the body says of the subject grants nothing
 */
public record EvaluationRequest(
        String subjectType,
        String subjectId,
        String action,
        String resourceType,
        String resourceId,
        ObjectNode context) {

    /** The action of a model call; every other one is a tool's. */
    public static final String MODEL_CALL = "llm_call";

    /** What a caller may say a prompt in, instead of counting it. */
    private static final List<String> PROMPTS = List.of("input_text", "messages");

    /** Takes the prompt away once it was counted: a decision keeps how long it was, not what it says. */
    void forgetPrompt(OptionalLong inputTokens) {
        boolean said = PROMPTS.stream().anyMatch(context::has);
        context.remove(PROMPTS);
        if (said && inputTokens.isPresent()) {
            context.put("input_tokens", inputTokens.getAsLong());
        }
    }

    boolean isModelCall() {
        return action.equals(MODEL_CALL);
    }
}
