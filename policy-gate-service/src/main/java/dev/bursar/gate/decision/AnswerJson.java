package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.budget.BudgetAnswerJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decisions as answers of the Authorization API. */
final class AnswerJson {

    private AnswerJson() {}

    static ObjectNode write(Decision decision) {
        var answer = Json.object().put("decision", decision.verdict().permits());
        var context = answer.putObject("context")
                .put("id", decision.id())
                .put("reason", decision.verdict().reason().code())
                .put("message", decision.verdict().message());
        violations(context, "violations", decision.verdict().violations());
        context.putArray("obligations");
        decision.budgets().ifPresent(budgets -> BudgetAnswerJson.put(context, budgets));
        context.put("policy_version", decision.policyVersion().orElse(null));
        context.put("evaluated_at", millis(decision.at()));
        return answer;
    }

    static void violations(ObjectNode object, String name, List<Violation> violations) {
        var array = object.putArray(name);
        for (var violation : violations) {
            array.addObject()
                    .put("code", violation.code().code())
                    .put("rule", violation.rule())
                    .put("value", violation.value())
                    .put("detail", violation.detail());
        }
    }

    /** An item of a batch that is no question: it is denied, and says why in the way of the Authorization API. */
    static ObjectNode malformed(String pointer, String detail, Instant at) {
        return refused(Reason.ARGUMENT_INVALID, detail, at, 400, (pointer + " " + detail).strip());
    }

    /** An item of a batch that its caller may not ask. */
    static ObjectNode notAuthorized(String detail, Instant at) {
        return refused(Reason.NOT_AUTHORIZED, detail, at, 403, detail);
    }

    private static ObjectNode refused(Reason reason, String detail, Instant at, int httpStatus, String error) {
        var answer = Json.object().put("decision", false);
        var context = answer.putObject("context")
                .put("id", DecisionId.at(at))
                .put("reason", reason.code())
                .put("message", Verdict.Deny.PREFIX + detail);
        violations(context, "violations", List.of(new Violation(reason, "request", "", detail)));
        context.putArray("obligations");
        context.putNull("policy_version").put("evaluated_at", millis(at));
        context.putObject("error").put("status", httpStatus).put("message", error);
        return answer;
    }

    private static String millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
