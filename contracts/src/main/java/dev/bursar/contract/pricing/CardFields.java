package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.usage.UsageEventJson;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One object of a rate card while it is read; whatever is not as it should be is named by its place.
 *
 * @param at the JSON pointer of the object, empty for the card itself
 */
record CardFields(ObjectNode object, String at) {

    /** By name, in the order of the week. */
    static final Map<String, DayOfWeek> DAYS = days();

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    static CardFields of(JsonNode node, String at, Set<String> known) {
        if (!(node instanceof ObjectNode object)) {
            throw new Malformed(at, "not_an_object", (at.isEmpty() ? "a rate card" : at) + " is not an object");
        }
        var fields = new CardFields(object, at);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw fields.malformed(
                        name,
                        "unknown_field",
                        "there is no field " + name + " here, but " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return fields;
    }

    Malformed malformed(String field, String code, String detail) {
        return new Malformed(at + "/" + field, code, detail);
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** The object in a field, an empty one where there is none. */
    CardFields object(String field, Set<String> known) {
        return of(has(field) ? object.get(field) : Json.object(), at + "/" + field, known);
    }

    /** The object in a field whose names are the card's own, an empty one where there is none. */
    ObjectNode open(String field) {
        if (!has(field)) {
            return Json.object();
        }
        if (object.get(field) instanceof ObjectNode open) {
            return open;
        }
        throw malformed(field, "not_an_object", field + " is not an object");
    }

    ArrayNode array(String field) {
        if (!has(field)) {
            return Json.object().putArray(field);
        }
        if (object.get(field) instanceof ArrayNode array) {
            return array;
        }
        throw malformed(field, "not_an_array", field + " is not an array");
    }

    String required(String field) {
        if (!has(field)) {
            throw malformed(field, "missing", field + " is missing");
        }
        return text(field, "");
    }

    String text(String field, String otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        var value = object.get(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw malformed(field, "not_a_string", field + " is not a string");
        }
        return value.textValue();
    }

    /** A date means its first instant in UTC. */
    Instant instant(String field) {
        var text = required(field);
        return day(text)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .or(() -> UsageEventJson.readTime(text))
                .orElseThrow(() -> malformed(field, "not_a_time", "neither a date nor an RFC 3339 time: " + text));
    }

    LocalDate date(String field, LocalDate otherwise) {
        return has(field)
                ? day(text(field, "")).orElseThrow(() -> malformed(field, "not_a_date", field + " is not a date"))
                : otherwise;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean flag(String field) {
        if (has(field) && !object.get(field).isBoolean()) {
            throw malformed(field, "not_a_boolean", field + " is neither true nor false");
        }
        return object.path(field).asBoolean(false);
    }

    LocalTime timeOfDay(String field) {
        var text = required(field);
        if (!TIME_OF_DAY.matcher(text).matches()) {
            throw malformed(field, "not_a_time", "not a time of the day like 16:30: " + text);
        }
        return LocalTime.parse(text);
    }

    /** Days of the week by the first three letters of their English names. */
    Set<DayOfWeek> days(String field) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var name : array(field)) {
            var day = DAYS.get(name.asText());
            if (day == null) {
                throw malformed(field, "not_a_day", "days are " + String.join(", ", DAYS.keySet()));
            }
            days.add(day);
        }
        return days;
    }

    /** A zone by name: an offset alone would be an hour off for half of the year in most places. */
    ZoneId zone(String field) {
        var text = required(field);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw malformed(field, "not_a_zone", "not a time zone like UTC or Asia/Shanghai: " + text);
        }
    }

    private static Map<String, DayOfWeek> days() {
        var days = new LinkedHashMap<String, DayOfWeek>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
        }
        return Collections.unmodifiableMap(days);
    }
}
