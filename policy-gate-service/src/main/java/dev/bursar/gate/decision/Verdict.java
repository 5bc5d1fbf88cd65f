package dev.bursar.gate.decision;

import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import java.util.List;

/** The gate's answer. A deny is an answer, not an error: it travels as HTTP 200. */
public sealed interface Verdict {

    /** One word for why. */
    Reason reason();

    /** The answer in a sentence, for people. */
    String message();

    /** What stands against the call; empty for a permit. */
    List<Violation> violations();

    /** The call may go ahead. */
    record Permit() implements Verdict {

        @Override
        public Reason reason() {
            return Reason.PERMITTED;
        }

        @Override
        public String message() {
            return "Permitted";
        }

        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }

    /**
     * The call may not go ahead.
     *
     * @param violations everything that stands against it, the first one in the order of the rules gives the reason
     */
    record Deny(List<Violation> violations, String message) implements Verdict {

        /** A caller that does a hundred things wrong has enough to do with the first of them. */
        private static final int SHOWN = 20;

        /** What every denying message begins with. */
        static final String PREFIX = "Policy Violation: ";

        public Deny {
            violations = shown(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("a deny has a reason");
            }
        }

        /** As many violations as an answer names. */
        static List<Violation> shown(List<Violation> violations) {
            return List.copyOf(violations.size() > SHOWN ? violations.subList(0, SHOWN) : violations);
        }

        /** A deny that its first violation explains. */
        static Deny of(List<Violation> violations) {
            return new Deny(violations, PREFIX + violations.get(0).detail());
        }

        @Override
        public Reason reason() {
            return violations.get(0).code();
        }
    }

    default boolean permits() {
        return this instanceof Permit;
    }
}
