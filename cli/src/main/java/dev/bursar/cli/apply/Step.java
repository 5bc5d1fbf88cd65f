package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One thing that applying does. */
sealed interface Step {

    Kind kind();

    String id();

    /** It is not there yet. */
    record Create(Located located) implements Step {

        @Override
        public Kind kind() {
            return located.kind();
        }

        @Override
        public String id() {
            return located.id();
        }
    }

    /** It is there and says something else. */
    record Change(Located located, ObjectNode before, ObjectNode after) implements Step {

        @Override
        public Kind kind() {
            return located.kind();
        }

        @Override
        public String id() {
            return located.id();
        }
    }

    /** It is there and says the same. */
    record Keep(Located located) implements Step {

        @Override
        public Kind kind() {
            return located.kind();
        }

        @Override
        public String id() {
            return located.id();
        }
    }

    /** It was applied before and stands in no file any more. */
    record Prune(Kind kind, String id) implements Step {}
}
