package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.budget.Budget.Mode;
import dev.bursar.contract.budget.Budget.State;
import dev.bursar.contract.usage.Dimensions;
import java.math.BigDecimal;
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
    /** Encoded characters of a dimension's name in a key: what is left to it beside the values. */
    private static final int MAX_PER_NAME = 100;

    private static final int MAX_ALERTS = 20;
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    private BudgetReader() {}

    /**
     * Reads a definition as revision 1.
     *
     * @throws Malformed what is not a budget, with the place
     */
    public static Budget read(String id, JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            throw new Malformed("", "not_an_object", "a budget is an object");
        }
        Fields.requireOnly("", body, FIELDS);
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
                WindowReader.read(body.path("window")),
                mode,
                alerts(body.path("alerts")),
                AnswerReader.whenUnpriced(body.path("when_unpriced"), mode),
                AnswerReader.whenUnavailable(body.path("when_unavailable")),
                1,
                State.ACTIVE);
    }

    /** The fields that this release knows. */
    static JsonNode known(JsonNode budget) {
        return budget instanceof ObjectNode object ? object.deepCopy().retain(FIELDS) : budget;
    }

    private static Map<String, String> match(JsonNode match) {
        var read = new TreeMap<String, String>();
        if (!match.isMissingNode() && !match.isObject()) {
            throw new Malformed("/match", "not_an_object", "match is an object");
        }
        match.properties().forEach(pattern -> {
            var at = Fields.child("/match", pattern.getKey());
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
            var name = per.get(i).isTextual() ? per.get(i).textValue() : "";
            requireDimension("/per/" + i, name);
            if (AccountKey.length(name) > MAX_PER_NAME) {
                throw new Malformed(
                        "/per/" + i, "too_long", "a name splits with at most " + MAX_PER_NAME + " characters");
            }
            if (read.contains(name)) {
                throw new Malformed("/per/" + i, "duplicate", "a dimension splits once");
            }
            read.add(name);
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
                return new Limit(unit, Fields.amount("/limit/" + unit.code(), limit.get(unit.code()), unit));
            }
        }
        throw new Malformed("/limit", "not_a_limit", "a limit names one of usd, tokens, requests");
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
        if (!alerts.isMissingNode() && (!alerts.isArray() || alerts.size() > MAX_ALERTS)) {
            throw new Malformed("/alerts", "not_a_list", "alerts is a list of at most " + MAX_ALERTS + " shares");
        }
        var read = new ArrayList<BigDecimal>();
        for (int i = 0; i < alerts.size(); i++) {
            var text = alerts.get(i).isTextual() ? alerts.get(i).textValue() : "";
            if (!text.matches("\\d{1,3}(\\.\\d{1,6})?") || new BigDecimal(text).signum() == 0) {
                throw new Malformed("/alerts/" + i, "not_a_share", "a share of the limit, such as \"0.8\"");
            }
            if (read.stream().anyMatch(other -> other.compareTo(new BigDecimal(text)) == 0)) {
                throw new Malformed("/alerts/" + i, "duplicate", "a share alerts once");
            }
            read.add(new BigDecimal(text));
        }
        return read;
    }
}
