package dev.bursar.gate.decision;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a body of the Authorization API asks. */
sealed interface AccessRequest {

    record One(EvaluationRequest question) implements AccessRequest {}

    /** @param items in order; a question that is not understood keeps its place */
    record Several(List<AccessRequest> items, Semantic semantic) implements AccessRequest {

        public Several {
            items = List.copyOf(items);
        }
    }

    /** @param pointer JSON pointer into the body */
    record Malformed(String pointer, String detail) implements AccessRequest {}

    /** When a batch ends early (section 7.1.2.1 of the Authorization API). */
    enum Semantic {
        EXECUTE_ALL("execute_all", null),
        DENY_ON_FIRST_DENY("deny_on_first_deny", false),
        PERMIT_ON_FIRST_PERMIT("permit_on_first_permit", true);

        private final String code;
        private final Boolean last;

        Semantic(String code, Boolean last) {
            this.code = code;
            this.last = last;
        }

        static Optional<Semantic> parse(String code) {
            return Stream.of(values())
                    .filter(semantic -> semantic.code.equals(code))
                    .findFirst();
        }

        /** Whether nothing is evaluated after this answer. */
        boolean endsWith(boolean permitted) {
            return last != null && last == permitted;
        }
    }
}
