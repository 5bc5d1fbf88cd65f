package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;

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

    boolean isModelCall() {
        return action.equals(MODEL_CALL);
    }
}
