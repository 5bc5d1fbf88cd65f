package dev.bursar.gate.policy;

import dev.bursar.gate.yaml.YamlProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the gate goes by, and what is wrong with the file on disk.
 *
 * @param policy empty until a file was understood: everything is denied
 * @param since when it came into force
 * @param problems why the file as it is now is not the policy; empty where it is
 */
public record PolicyInForce(Optional<Policy> policy, Instant since, List<YamlProblem> problems) {

    public PolicyInForce {
        problems = List.copyOf(problems);
    }

    /** Whether the file on disk is what is in force. */
    public boolean isCurrent() {
        return problems.isEmpty();
    }
}
