package dev.bursar.gate.decision;

import java.util.Locale;

/**
 * What one group of rules said, and how long it took.
 *
 * @param rule the group, by its key in the policy
 */
public record RuleAnswer(String rule, Answer answer, long micros) {

    /** What rules can say. */
    public enum Answer {
        ALLOW,
        DENY,
        /** Denied by rules that the policy only records. */
        SHADOW_DENY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
