package dev.bursar.gate.adapter;

import dev.bursar.contract.policy.Violation;
import java.util.List;

/** What an adapter made of a tool's arguments. */
public sealed interface Reading {

    /** Everything that the arguments would pull or start. */
    record Launches(List<Launch> launches) implements Reading {

        public Launches {
            launches = List.copyOf(launches);
        }
    }

    /** The arguments can't be judged, so the call is denied whatever the policy says. */
    record Unclear(List<Violation> violations) implements Reading {

        public Unclear {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The tool does something with images that is no launch, and that only the policy can allow.
     *
     * @param what the command in a word: {@code build}
     */
    record OtherUse(String what) implements Reading {}

    /**
     * The request itself is wrong: an image or its arguments have the wrong JSON type.
     *
     * @param pointer where, inside the arguments
     */
    record Malformed(String pointer, String detail) implements Reading {}
}
