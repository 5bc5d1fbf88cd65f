package dev.bursar.gate.image;

import dev.bursar.contract.Glob;
import java.util.List;
import java.util.Map;

/**
 * More images, for some callers only.
 *
 * @param match what every dimension named here must look like
 * @param allow entries besides the policy's own
 */
public record Scope(Map<String, Glob> match, List<ImagePattern> allow) {

    public Scope {
        match = Map.copyOf(match);
        allow = List.copyOf(allow);
    }

    /** A dimension that a caller does not have matches nothing. */
    boolean covers(Map<String, String> dimensions) {
        return match.entrySet().stream().allMatch(entry -> {
            var value = dimensions.get(entry.getKey());
            return value != null && entry.getValue().matches(value);
        });
    }
}
