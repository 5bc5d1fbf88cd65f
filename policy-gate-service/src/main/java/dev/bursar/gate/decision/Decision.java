package dev.bursar.gate.decision;

import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.budget.BudgetVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verdict on record, with what it rested on.
 *
 * @param request with its secrets masked: it gives the same verdict again
 * @param recorded violations of sections that the policy does not enforce
 * @param policyVersion empty where no policy was in force
 * @param latency from the request's arrival to the verdict; in a batch, from the verdict before
 */
public record Decision(
        String id,
        Instant at,
        EvaluationRequest request,
        Verdict verdict,
        List<Violation> recorded,
        List<RuleAnswer> rules,
        Optional<BudgetVerdict> budgets,
        Optional<String> policyVersion,
        Duration latency) {

    public Decision {
        recorded = List.copyOf(recorded);
        rules = List.copyOf(rules);
    }

    static Decision of(EvaluationRequest request, Judgement.Judged judged, Instant at, Duration latency) {
        return new Decision(
                DecisionId.at(at),
                at,
                request,
                judged.verdict(),
                judged.recorded(),
                judged.rules(),
                judged.budgets(),
                judged.policyVersion(),
                latency);
    }
}
