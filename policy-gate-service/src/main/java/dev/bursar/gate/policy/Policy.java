package dev.bursar.gate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.gate.adapter.ContainerRules;
import dev.bursar.gate.image.ImageRules;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A policy file that was understood to the last key.
 *
 * @param version {@code sha256:} of the file's bytes
 * @param text the file as it was read
 * @param plugins the section as it stands; the plugins' own reader gives it meaning
 * @param shadow sections that are evaluated and recorded, not enforced
 */
public record Policy(
        String version,
        String text,
        ImageRules images,
        ContainerRules containers,
        ModelRules models,
        ToolRules tools,
        BudgetDemands budgets,
        JsonNode plugins,
        Set<Section> shadow) {

    public Policy {
        shadow = Set.copyOf(shadow);
    }

    public boolean enforces(Section section) {
        return !shadow.contains(section);
    }

    /** The version of a file with these bytes. */
    static String versionOf(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
