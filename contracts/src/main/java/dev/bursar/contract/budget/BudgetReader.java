package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.budget.Budget.Mode;
import dev.bursar.contract.budget.Budget.State;
import dev.bursar.contract.budget.Budget.WhenUnavailable;
import dev.bursar.contract.budget.Budget.WhenUnpriced;
import dev.bursar.contract.usage.Dimensions;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a budget's definition strictly: every unknown field and every value out of bounds is an error with its place. */
public final class BudgetReader {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "match",
            "per",
            "limit",
            "window",
            "mode",
            "alerts",
            "when_unpriced",
            "when_unavailable",
            "revision",
            "state");
    private static final int MAX_PER = 5;
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    private BudgetReader() {}

    /** A definition that cannot be taken; {@code pointer} is the JSON pointer of the field at fault. */
    public static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String pointer;
        private final String code;

        Malformed(String pointer, String code, String detail) {
            super(detail);
            this.pointer = pointer;
            this.code = code;
        }

        public String pointer() {
            return pointer;
        }

        public String code() {
            return code;
        }
    }

    /**
     * Reads a definition as revision 1.
     *
     * @throws Malformed what is not a budget, with the place
     */
    public static Budget read(String id, JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            throw new Malformed("", "not_an_object", "a budget is an object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new Malformed("/" + name, "unknown_field", "a budget has no field " + name);
            }
        });
        if (!id.matches(ID)) {
            throw new Malformed("/id", "not_an_id", "an id is letters, digits, dots, dashes and underscores");
        }
        if (body.has("id") && !body.path("id").asText().equals(id)) {
            throw new Malformed("/id", "contradicts_path", "the body's id is not that of the path");
        }
        var mode = mode(body.path("mode"));
        return new Budget(
                id,
                match(body.path("match")),
                per(body.path("per")),
                limit(body.path("limit")),
                window(body.path("window")),
                mode,
                alerts(body.path("alerts")),
                whenUnpriced(body.path("when_unpriced"), mode),
                whenUnavailable(body.path("when_unavailable")),
                1,
                State.ACTIVE);
    }

    private static Map<String, String> match(JsonNode match) {
        var read = new TreeMap<String, String>();
        if (!match.isMissingNode() && !match.isObject()) {
            throw new Malformed("/match", "not_an_object", "match is an object");
        }
        match.properties().forEach(pattern -> {
            var at = "/match/" + pattern.getKey();
            requireDimension(at, pattern.getKey());
            if (!pattern.getValue().isTextual()
                    || !Dimensions.isValue(pattern.getValue().textValue())) {
                throw new Malformed(at, "not_a_value", "a pattern is 1 to 256 printable characters");
            }
            read.put(pattern.getKey(), pattern.getValue().textValue());
        });
        return read;
    }

    private static List<String> per(JsonNode per) {
        var read = new ArrayList<String>();
        if (!per.isMissingNode() && (!per.isArray() || per.size() > MAX_PER)) {
            throw new Malformed("/per", "not_a_list", "per is a list of at most " + MAX_PER + " dimensions");
        }
        for (int i = 0; i < per.size(); i++) {
            requireDimension("/per/" + i, per.get(i).asText());
            if (read.contains(per.get(i).asText())) {
                throw new Malformed("/per/" + i, "duplicate", "a dimension splits once");
            }
            read.add(per.get(i).asText());
        }
        return read;
    }

    private static void requireDimension(String at, String name) {
        if (!Dimensions.isName(name)) {
            throw new Malformed(at, "not_a_dimension", "not a dimension: " + name);
        }
    }

    private static Limit limit(JsonNode limit) {
        if (limit.size() != 1) {
            throw new Malformed("/limit", "not_a_limit", "a limit names one of usd, tokens, requests");
        }
        for (var unit : Limit.Unit.values()) {
            if (limit.has(unit.code())) {
                return new Limit(unit, amount("/limit/" + unit.code(), limit.get(unit.code()), unit));
            }
        }
        throw new Malformed("/limit", "not_a_limit", "a limit names one of usd, tokens, requests");
    }

    private static BigDecimal amount(String at, JsonNode value, Limit.Unit unit) {
        boolean whole = unit != Limit.Unit.USD;
        boolean written = whole ? value.isIntegralNumber() || value.isTextual() : value.isTextual();
        var text = value.asText();
        if (!written || !text.matches(whole ? "\\d{1,15}" : "\\d{1,15}(\\.\\d{1,18})?")) {
            throw new Malformed(
                    at,
                    "not_positive",
                    whole ? "a positive whole number" : "a positive decimal string such as \"5.00\"");
        }
        var amount = new BigDecimal(text);
        if (amount.signum() == 0) {
            throw new Malformed(at, "not_positive", "a limit is more than zero");
        }
        return amount;
    }

    private static Window window(JsonNode window) {
        try {
            if (window.has("calendar")) {
                requireOnly("/window", window, Set.of("calendar", "zone"));
                return new Window.Calendar(
                        calendarUnit(window.get("calendar").asText()),
                        ZoneId.of(window.path("zone").asText("UTC")));
            }
            if (window.has("fixed")) {
                requireOnly("/window", window, Set.of("fixed"));
                return new Window.Fixed(new Window.Interval(
                        Instant.parse(window.path("fixed").path(0).asText()),
                        Instant.parse(window.path("fixed").path(1).asText())));
            }
            if (window.path("lifetime").asBoolean(false)) {
                requireOnly("/window", window, Set.of("lifetime"));
                return new Window.Lifetime();
            }
        } catch (DateTimeException e) {
            throw new Malformed("/window", "not_a_time", "unknown zone or time: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Malformed("/window", "out_of_range", e.getMessage());
        }
        throw new Malformed("/window", "not_a_window", "a window is calendar, fixed or lifetime");
    }

    private static Window.CalendarUnit calendarUnit(String word) {
        for (var unit : Window.CalendarUnit.values()) {
            if (unit.code().equals(word)) {
                return unit;
            }
        }
        throw new Malformed(
                "/window/calendar", "not_a_unit", "a calendar window is hour, day, week, month, quarter or year");
    }

    private static Mode mode(JsonNode mode) {
        if (mode.isMissingNode()) {
            return Mode.HARD;
        }
        for (var known : Mode.values()) {
            if (known.code().equals(mode.textValue())) {
                return known;
            }
        }
        throw new Malformed("/mode", "not_a_mode", "a mode is hard, soft or shadow");
    }

    private static List<BigDecimal> alerts(JsonNode alerts) {
        if (!alerts.isMissingNode() && (!alerts.isArray() || alerts.size() > 20)) {
            throw new Malformed("/alerts", "not_a_list", "alerts is a list of at most 20 shares");
        }
        var read = new ArrayList<BigDecimal>();
        for (int i = 0; i < alerts.size(); i++) {
            var text = alerts.get(i).asText();
            if (!text.matches("\\d{1,3}(\\.\\d{1,6})?") || new BigDecimal(text).signum() == 0) {
                throw new Malformed("/alerts/" + i, "not_a_share", "a share of the limit, such as \"0.8\"");
            }
            read.add(new BigDecimal(text));
        }
        return read;
    }

    private static WhenUnpriced whenUnpriced(JsonNode when, Mode mode) {
        if (when.isMissingNode()) {
            return mode == Mode.HARD ? new WhenUnpriced.Deny() : new WhenUnpriced.Allow();
        }
        if (when.isObject()) {
            requireOnly("/when_unpriced", when, Set.of("flat_usd"));
            return new WhenUnpriced.FlatUsd(amount("/when_unpriced/flat_usd", when.path("flat_usd"), Limit.Unit.USD));
        }
        return switch (when.asText()) {
            case "deny" -> new WhenUnpriced.Deny();
            case "allow" -> new WhenUnpriced.Allow();
            default ->
                throw new Malformed(
                        "/when_unpriced", "not_an_answer", "when_unpriced is deny, allow or {\"flat_usd\": \"0.50\"}");
        };
    }

    private static WhenUnavailable whenUnavailable(JsonNode when) {
        if (when.isMissingNode()) {
            return new WhenUnavailable.Deny();
        }
        if (when.isObject()) {
            requireOnly("/when_unavailable", when, Set.of("last_known"));
            return new WhenUnavailable.LastKnown(
                    duration(when.path("last_known").asText()));
        }
        return switch (when.asText()) {
            case "deny" -> new WhenUnavailable.Deny();
            case "allow" -> new WhenUnavailable.Allow();
            default ->
                throw new Malformed("/when_unavailable", "not_an_answer", "deny, allow or {\"last_known\": \"PT60S\"}");
        };
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new Malformed("/when_unavailable/last_known", "not_a_duration", "an ISO 8601 duration such as PT60S");
        }
    }

    private static void requireOnly(String at, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new Malformed(at + "/" + name, "unknown_field", "no field " + name + " here");
            }
        });
    }
}
