package dev.bursar.gate.decision;

import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.decision.RuleAnswer.Answer;
import dev.bursar.gate.policy.Policy;
import dev.bursar.gate.policy.Section;
import java.util.ArrayList;
import java.util.List;

/** What the rules of one evaluation found, in the order in which they were asked. */
final class Findings {

    private static final String REQUEST = "request";

    private final Policy policy;
    private final List<Violation> enforced = new ArrayList<>();
    private final List<Violation> recorded = new ArrayList<>();
    private final List<RuleAnswer> rules = new ArrayList<>();
    private long since = System.nanoTime();

    Findings(Policy policy) {
        this.policy = policy;
    }

    /** Whether the question itself was understood; no policy can wave that through. */
    void request(List<Violation> violations) {
        enforced.addAll(violations);
        answered(REQUEST, violations.isEmpty() ? Answer.ALLOW : Answer.DENY);
    }

    /** What a section of the policy found; only recorded where the policy says so. */
    void section(Section section, List<Violation> violations) {
        boolean counts = policy.enforces(section);
        (counts ? enforced : recorded).addAll(Verdict.Deny.shown(violations));
        answered(section.code(), violations.isEmpty() ? Answer.ALLOW : counts ? Answer.DENY : Answer.SHADOW_DENY);
    }

    private void answered(String rule, Answer answer) {
        long now = System.nanoTime();
        rules.add(new RuleAnswer(rule, answer, (now - since) / 1_000));
        since = now;
    }

    List<Violation> enforced() {
        return enforced;
    }

    List<Violation> recorded() {
        return recorded;
    }

    List<RuleAnswer> rules() {
        return rules;
    }
}
