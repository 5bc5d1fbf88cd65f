package dev.bursar.gate.decision;

import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.budget.BudgetVerdict;
import java.util.List;
import java.util.Optional;

/** What came of one question. */
sealed interface Judgement {

    /**
     * An answer.
     *
     * @param recorded violations of sections that the policy does not enforce
     * @param rules what each group of rules said
     * @param budgets what the budgets said, where they were asked
     * @param policyVersion of the policy it rests on; empty where there was none
     */
    record Judged(
            Verdict verdict,
            List<Violation> recorded,
            List<RuleAnswer> rules,
            Optional<BudgetVerdict> budgets,
            Optional<String> policyVersion)
            implements Judgement {

        public Judged {
            recorded = List.copyOf(recorded);
            rules = List.copyOf(rules);
        }
    }

    /**
     * The question is none.
     *
     * @param pointer JSON pointer into the question
     */
    record Malformed(String pointer, String detail) implements Judgement {}

    /** The caller may not ask this. */
    record NotAuthorized(String detail) implements Judgement {}
}
