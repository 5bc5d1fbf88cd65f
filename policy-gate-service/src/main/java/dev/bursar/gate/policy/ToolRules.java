package dev.bursar.gate.policy;

import dev.bursar.gate.adapter.Adapters;
import java.util.Set;

/**
 * Which tools may be called, and how their arguments are read.
 *
 * @param allow tools that need no container rules, by exact name
 * @param adapters tools that start or pull containers
 */
public record ToolRules(Set<String> allow, Adapters adapters) {

    public ToolRules {
        allow = Set.copyOf(allow);
    }

    public boolean allows(String tool) {
        return allow.contains(tool);
    }
}
