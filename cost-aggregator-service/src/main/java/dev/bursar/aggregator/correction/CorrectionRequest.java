package dev.bursar.aggregator.correction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.EntryFilter;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Query;
import dev.bursar.aggregator.ledger.Correction;
import dev.bursar.contract.StoredText;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.kit.problem.ProblemException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is asked to be corrected: which events, and what of them. Pure.
 *
 * @param body as it was given
 * @param filter the fields of it that say which events
 */
record CorrectionRequest(Kind kind, ObjectNode body, Query filter, Correction correction, boolean dryRun) {

    private static final String SET = "set";
    private static final Set<String> OF_EVERY_ENTRY =
            Set.of(Dimensions.PRINCIPAL, Dimensions.PROVIDER, Dimensions.MODEL, LedgerSql.MODEL_CANONICAL);

    private static final String DRY_RUN = "dry_run";
    private static final String TAGS = "tags";

    /** What can be asked for. */
    enum Kind {
        REPRICING("rep_"),
        REATTRIBUTION("rea_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** What its ids begin with. */
        String prefix() {
            return prefix;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Reads what somebody asks for. Both ends of the time are needed, so that nobody corrects everything by leaving a field
     * out.
     *
     * @throws ProblemException what is not understood
     */
    static CorrectionRequest read(Kind kind, JsonNode body) {
        body.properties().forEach(field -> requireSaid(field.getKey(), field.getValue()));
        var request = readStored(kind, body);
        var query = request.filter();
        for (var name : List.of("from", "to")) {
            if (query.one(name).isEmpty()) {
                throw query.invalid(name, "missing", name + " is missing: a date or an RFC 3339 time");
            }
        }
        if (!query.time("from", ZoneOffset.UTC)
                .orElseThrow()
                .isBefore(query.time("to", ZoneOffset.UTC).orElseThrow())) {
            throw query.invalid("to", "out_of_range", "to is not after from");
        }
        return request;
    }

    /** Reads what the books asked themselves for, too: all times are meant where none is given. */
    static CorrectionRequest readStored(Kind kind, JsonNode body) {
        if (!(body instanceof ObjectNode fields)) {
            throw ProblemException.invalid("", "wrong_type", "the body is not an object");
        }
        StoredText.firstUnfit(body).ifPresent(at -> {
            throw ProblemException.invalid(
                    at, "control_character", "a text has a control character or half a surrogate pair");
        });
        var filter = new TreeMap<String, List<String>>();
        fields.properties().forEach(field -> readFilter(kind, field.getKey(), field.getValue(), filter));
        var query = Query.ofBody(filter);
        EntryFilter.add(new LedgerSql(), query);
        var correction = kind == Kind.REPRICING ? new Correction.Reprice() : reattribution(fields.get(SET));
        return new CorrectionRequest(kind, fields, query, correction, dryRun(fields.get(DRY_RUN)));
    }

    /** Adds which entries are meant. */
    void where(LedgerSql sql) {
        EntryFilter.add(sql, filter);
    }

    /** Whether unpriced events alone are meant. */
    boolean unpriced() {
        return filter.one("cost_state").filter("unpriced"::equals).isPresent();
    }

    private static void readFilter(Kind kind, String name, JsonNode value, Map<String, List<String>> into) {
        if (name.equals(DRY_RUN) || (name.equals(SET) && kind == Kind.REATTRIBUTION)) {
            return;
        }
        if (name.equals(TAGS) && value instanceof ObjectNode tags) {
            tags.properties()
                    .forEach(
                            tag -> into.put(Dimensions.TAG_PREFIX + tag.getKey(), texts(tag.getKey(), tag.getValue())));
        } else if (EntryFilter.NAMES.contains(name) || LedgerSql.isDimension(name)) {
            if (!value.isNull()) {
                into.put(name, texts(name, value));
            }
        } else {
            throw invalid(name, "unknown_field", "there is nothing called " + name + " to choose events by");
        }
    }

    /** A value, or several of which any may match. */
    private static List<String> texts(String name, JsonNode value) {
        var texts = new ArrayList<String>();
        (value.isArray() ? value : List.of(value)).forEach(text -> {
            if (!text.isTextual()) {
                throw invalid(name, "wrong_type", name + " is not a text or a list of texts");
            }
            texts.add(text.textValue());
        });
        if (texts.isEmpty()) {
            throw invalid(name, "empty", name + " is an empty list");
        }
        return texts;
    }

    /** Whoever means the entries without a team must not get all; what every entry has can only be left out so. */
    private static void requireSaid(String name, JsonNode value) {
        if (value.isNull() && LedgerSql.isDimension(name) && !OF_EVERY_ENTRY.contains(name)) {
            throw invalid(
                    name, "wrong_type", name + " is null: leave it out, or \"\" for entries that have no " + name);
        }
    }

    private static boolean dryRun(JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid(DRY_RUN, "wrong_type", "dry_run is neither true nor false");
        }
        return value.booleanValue();
    }

    private static Correction reattribution(JsonNode set) {
        if (!(set instanceof ObjectNode fields) || fields.isEmpty()) {
            throw invalid(SET, "missing", "set says which dimensions get which values");
        }
        var values = new TreeMap<String, Optional<String>>();
        fields.properties().forEach(field -> {
            if (field.getKey().equals(TAGS) && field.getValue() instanceof ObjectNode tags) {
                tags.properties().forEach(tag -> set(values, Dimensions.TAG_PREFIX + tag.getKey(), tag.getValue()));
            } else {
                set(values, field.getKey(), field.getValue());
            }
        });
        return new Correction.Reattribute(values);
    }

    /** What was called, and so what it costs, is not a matter of attribution. */
    private static void set(Map<String, Optional<String>> values, String name, JsonNode value) {
        var pointer = SET + "/" + name;
        boolean tag = name.startsWith(Dimensions.TAG_PREFIX) && Dimensions.isName(name);
        if (!tag && !Dimensions.ATTRIBUTION.contains(name)) {
            throw invalid(
                    pointer, "not_attribution", name + " is none of " + String.join(", ", attribution()) + ", tags");
        }
        if (value.isNull() && !name.equals(Dimensions.PRINCIPAL)) {
            values.put(name, Optional.empty());
        } else if (value.isTextual() && Dimensions.isValue(value.textValue())) {
            values.put(name, Optional.of(value.textValue()));
        } else {
            throw invalid(
                    pointer, "not_a_value", name + " is not a text of 1 to 256 characters without control characters");
        }
    }

    private static List<String> attribution() {
        return Dimensions.NAMES.stream()
                .filter(Dimensions.ATTRIBUTION::contains)
                .toList();
    }

    private static ProblemException invalid(String name, String code, String detail) {
        return ProblemException.invalid("/" + name, code, detail);
    }
}
