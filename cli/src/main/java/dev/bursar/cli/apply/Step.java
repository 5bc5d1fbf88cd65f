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

    /**
     * It is there and says something else.
     *
     * @param ours whether an earlier apply made it or took it over; else this one takes it over
     */
    record Change(Located located, boolean ours, ObjectNode before, ObjectNode after) implements Step {

        @Override
        public Kind kind() {
            return located.kind();
        }

        @Override
        public String id() {
            return located.id();
        }
    }

    /** It is there and says the same. Whose it is stays as it is, too: what others made is not taken over. */
    record Keep(Located located, boolean ours) implements Step {

        @Override
        public Kind kind() {
            return located.kind();
        }

        @Override
        public String id() {
            return located.id();
        }
    }

    /**
     * An earlier apply made it or took it over, and it stands in no file any more.
     *
     * @param applied when and by whom, for people
     */
    record Prune(Kind kind, String id, String applied) implements Step {}
}
