package dev.bursar.aggregator;

import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.kit.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is asked for, by name: the query parameters of a report or the fields of a body, understood or refused one by one.
 *
 * @param pointer what a name is preceded by where a fault is told: a slash in a body
 */
public record Query(Map<String, List<String>> parameters, String pointer) {

    public static Query of(MultivaluedMap<String, String> parameters) {
        return new Query(new TreeMap<>(parameters), "");
    }

    /** The fields of a body, each with its values. */
    public static Query ofBody(Map<String, List<String>> fields) {
        return new Query(new TreeMap<>(fields), "/");
    }

    /** What is not understood of a name. */
    public ProblemException invalid(String name, String code, String detail) {
        return ProblemException.invalid(pointer + name, code, detail);
    }

    /** The value of a parameter that may be given once. */
    public Optional<String> one(String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw invalid(name, "duplicate", name + " is given more than once");
        }
        return values.stream().findFirst();
    }

    /** One of a few words. */
    public Optional<String> word(String name, Set<String> words) {
        var word = one(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw invalid(name, "unknown_word", name + " is one of " + String.join(", ", new TreeSet<>(words)));
        }
        return word;
    }

    public ZoneId zone() {
        var name = one("zone").orElse("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw invalid("zone", "not_a_zone", "there is no time zone " + name);
        }
    }

    /** A date, which begins in the zone, or an instant. */
    public Optional<Instant> time(String name, ZoneId zone) {
        return one(name).map(text -> time(name, text, zone));
    }

    private Instant time(String name, String text, ZoneId zone) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
        } catch (DateTimeException e) {
            throw notATime(name);
        }
        return UsageEventJson.readTime(text).orElseThrow(() -> notATime(name));
    }

    private ProblemException notATime(String name) {
        return invalid(name, "not_a_time", name + " is a date such as 2026-10-01 or an RFC 3339 time");
    }

    /** A comma-separated list of different dimensions. */
    public List<String> dimensions(String name) {
        var dimensions = new ArrayList<String>();
        for (var dimension : one(name).filter(text -> !text.isEmpty()).map(text -> text.split(",", -1)).stream()
                .flatMap(java.util.Arrays::stream)
                .toList()) {
            if (!LedgerSql.isDimension(dimension)) {
                throw invalid(name, "not_a_dimension", "not a dimension: " + dimension);
            }
            if (dimensions.contains(dimension)) {
                throw invalid(name, "duplicate", dimension + " is named twice");
            }
            dimensions.add(dimension);
        }
        return dimensions;
    }

    /** The patterns given for dimensions; of several for one, any may match. */
    public Map<String, List<String>> patterns() {
        var patterns = new TreeMap<>(parameters);
        patterns.keySet().removeIf(name -> !LedgerSql.isDimension(name));
        return patterns;
    }
}
