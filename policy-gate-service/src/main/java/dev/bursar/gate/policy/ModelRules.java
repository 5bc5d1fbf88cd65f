package dev.bursar.gate.policy;

import dev.bursar.contract.Glob;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.usage.ProviderName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Which models may be called, and for how long an answer.
 *
 * @param allow patterns; one with a slash is compared with {@code provider/model}, another with the model alone
 * @param deny patterns that win over those that allow; each is compared with both, in any letter case, and with what is
 *     left of the model's name without dates and the like
 * @param maxOutputTokens the most that a call may ask for; with such a bound, every call must name its own
 */
public record ModelRules(List<Glob> allow, List<Glob> deny, OptionalLong maxOutputTokens) {

    public ModelRules {
        allow = withProviders(allow);
        deny = withProviders(deny).stream()
                .map(glob -> new Glob(glob.pattern().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** A pattern that gives a provider another of its names means the provider all the same. */
    private static List<Glob> withProviders(List<Glob> patterns) {
        return patterns.stream()
                .flatMap(glob -> Stream.concat(Stream.of(glob), canonical(glob).stream()))
                .distinct()
                .toList();
    }

    private static Optional<Glob> canonical(Glob glob) {
        int slash = glob.pattern().indexOf('/');
        return slash < 0
                ? Optional.empty()
                : ProviderName.known(glob.pattern().substring(0, slash))
                        .map(provider -> new Glob(provider + glob.pattern().substring(slash)));
    }

    /**
     * What the rules have against a call, if anything.
     *
     * @param asked the most output tokens that the call asks for, where it says
     */
    public Optional<Violation> judge(String provider, String model, OptionalLong asked) {
        var name = provider + "/" + model;
        if (isDenied(provider, model)) {
            return Optional.of(violation("models.deny", name, "model " + name + " is denied"));
        }
        if (!isAllowed(name, model)) {
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

    private boolean isAllowed(String name, String model) {
        return allow.stream().anyMatch(glob -> glob.matches(glob.pattern().indexOf('/') >= 0 ? name : model));
    }

    private boolean isDenied(String provider, String model) {
        if (deny.isEmpty()) {
            return false;
        }
        var prefix = provider.toLowerCase(Locale.ROOT) + "/";
        return ModelName.forms(model).stream()
                .anyMatch(form -> deny.stream().anyMatch(glob -> glob.matches(form) || glob.matches(prefix + form)));
    }

    private static Violation violation(String rule, String value, String detail) {
        return new Violation(Reason.MODEL_NOT_ALLOWED, rule, Violation.excerpt(value), Violation.excerpt(detail));
    }
}
