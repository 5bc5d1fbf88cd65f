package dev.bursar.gate.policy;

import dev.bursar.contract.Glob;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which models may be called, and for how long an answer.
 *
 * @param allow patterns; one with a slash is compared with {@code provider/model}, another with the model alone
 * @param deny patterns that win over those that allow
 * @param maxOutputTokens the most that a call may ask for; with such a bound, every call must name its own
 */
public record ModelRules(List<Glob> allow, List<Glob> deny, OptionalLong maxOutputTokens) {

    public ModelRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /**
     * What the rules have against a call, if anything.
     *
     * @param provider empty where the caller names none
     * @param asked the most output tokens that the call asks for, where it says
     */
    public Optional<Violation> judge(String provider, String model, OptionalLong asked) {
        var name = provider.isEmpty() ? model : provider + "/" + model;
        if (matches(deny, name, model)) {
            return Optional.of(violation("models.deny", name, "model " + name + " is denied"));
        }
        if (!matches(allow, name, model)) {
            return Optional.of(violation("models.allow", name, "model " + name + " is not on the allowlist"));
        }
        return maxOutputTokens.isEmpty() ? Optional.empty() : judgeLength(name, maxOutputTokens.getAsLong(), asked);
    }

    private static Optional<Violation> judgeLength(String name, long most, OptionalLong asked) {
        if (asked.isPresent() && asked.getAsLong() <= most) {
            return Optional.empty();
        }
        var said = asked.isPresent() ? Long.toString(asked.getAsLong()) : "none";
        return Optional.of(violation(
                "models.max_output_tokens",
                said,
                "model %s may answer with %d tokens at most, this call asks for max_output_tokens=%s"
                        .formatted(name, most, said)));
    }

    private static boolean matches(List<Glob> patterns, String name, String model) {
        return patterns.stream().anyMatch(glob -> glob.matches(glob.pattern().indexOf('/') >= 0 ? name : model));
    }

    private static Violation violation(String rule, String value, String detail) {
        return new Violation(Reason.MODEL_NOT_ALLOWED, rule, Violation.excerpt(value), Violation.excerpt(detail));
    }
}
