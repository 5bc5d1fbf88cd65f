package dev.bursar.gate.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.gate.yaml.YamlProblem;
import java.util.List;

/** Policies and what is wrong with them as JSON. */
final class PolicyJson {

    private PolicyJson() {}

    /** What is in force: {@code version} is null where there is no policy. */
    static ObjectNode write(PolicyInForce inForce) {
        var object = inForce.policy()
                .map(PolicyJson::write)
                .orElseGet(() -> Json.object().putNull("version").putNull("text"));
        object.put("in_force_since", inForce.since().toString()).put("current", inForce.isCurrent());
        problems(object.putArray("problems"), inForce.problems());
        return object;
    }

    static ObjectNode write(Policy policy) {
        var object = Json.object().put("version", policy.version());
        var shadow = object.putArray("shadow");
        policy.shadow().stream().sorted().map(Section::code).forEach(shadow::add);
        return object.put("text", policy.text());
    }

    /** Whether a text is a policy, and which version it would be. */
    static ObjectNode write(PolicyReading reading) {
        var object = Json.object().put("valid", reading instanceof PolicyReading.Loaded);
        if (reading instanceof PolicyReading.Loaded loaded) {
            object.put("version", loaded.policy().version()).putArray("problems");
        } else {
            problems(object.putNull("version").putArray("problems"), ((PolicyReading.Broken) reading).problems());
        }
        return object;
    }

    private static void problems(ArrayNode array, List<YamlProblem> problems) {
        problems.forEach(problem -> array.addObject()
                .put("line", problem.line())
                .put("column", problem.column())
                .put("key", problem.key())
                .put("message", problem.message()));
    }
}
