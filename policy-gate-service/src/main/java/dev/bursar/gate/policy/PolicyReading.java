package dev.bursar.gate.policy;

import dev.bursar.gate.yaml.YamlProblem;
import java.util.List;

/** What the reading of a policy gives. */
public sealed interface PolicyReading {

    record Loaded(Policy policy) implements PolicyReading {}

    /** @param problems all that were found, in the order of the file; never empty */
    record Broken(List<YamlProblem> problems) implements PolicyReading {

        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
