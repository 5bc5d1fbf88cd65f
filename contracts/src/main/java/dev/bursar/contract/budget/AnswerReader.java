package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.budget.Budget.Mode;
import dev.bursar.contract.budget.Budget.WhenUnavailable;
import dev.bursar.contract.budget.Budget.WhenUnpriced;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;

/** Reads what a budget's definition has the gate answer when it cannot know. */
final class AnswerReader {

    /** A longer memory of an account would be no memory of it. */
    private static final Duration MOST = Duration.ofDays(1);

    private AnswerReader() {}

    static WhenUnpriced whenUnpriced(JsonNode when, Mode mode) {
        if (when.isMissingNode()) {
            return mode == Mode.HARD ? new WhenUnpriced.Deny() : new WhenUnpriced.Allow();
        }
        if (when.isObject()) {
            Fields.requireOnly("/when_unpriced", when, Set.of("flat_usd"));
            return new WhenUnpriced.FlatUsd(
                    Fields.amount("/when_unpriced/flat_usd", when.path("flat_usd"), Limit.Unit.USD));
        }
        return switch (word(when)) {
            case "deny" -> new WhenUnpriced.Deny();
            case "allow" -> new WhenUnpriced.Allow();
            default ->
                throw new Malformed(
                        "/when_unpriced", "not_an_answer", "when_unpriced is deny, allow or {\"flat_usd\": \"0.50\"}");
        };
    }

    static WhenUnavailable whenUnavailable(JsonNode when) {
        if (when.isMissingNode()) {
            return new WhenUnavailable.Deny();
        }
        if (when.isObject()) {
            Fields.requireOnly("/when_unavailable", when, Set.of("last_known"));
            return new WhenUnavailable.LastKnown(duration(when.path("last_known")));
        }
        return switch (word(when)) {
            case "deny" -> new WhenUnavailable.Deny();
            case "allow" -> new WhenUnavailable.Allow();
            default ->
                throw new Malformed(
                        "/when_unavailable",
                        "not_an_answer",
                        "when_unavailable is deny, allow or {\"last_known\": \"PT60S\"}");
        };
    }

    private static String word(JsonNode when) {
        return when.isTextual() ? when.textValue() : "";
    }

    private static Duration duration(JsonNode text) {
        try {
            var duration = Duration.parse(text.isTextual() ? text.textValue() : "");
            if (!duration.isNegative() && !duration.isZero() && duration.compareTo(MOST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw notADuration();
        }
        throw notADuration();
    }

    private static Malformed notADuration() {
        return new Malformed(
                "/when_unavailable/last_known", "not_a_duration", "a duration such as PT60S, at most " + MOST);
    }
}
