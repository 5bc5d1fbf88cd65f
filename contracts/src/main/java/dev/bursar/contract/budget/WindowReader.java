package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.usage.UsageEventJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/** Reads the window of a budget's definition. */
final class WindowReader {

    private static final String AT = "/window";

    private static final ZoneId UTC = ZoneId.of("UTC");

    private WindowReader() {}

    static Window read(JsonNode window) {
        if (!(window instanceof ObjectNode)) {
            throw notAWindow();
        }
        if (window.has("calendar")) {
            Fields.requireOnly(AT, window, Set.of("calendar", "zone"));
            return new Window.Calendar(unit(window.get("calendar")), zone(window.path("zone")));
        }
        if (window.has("fixed")) {
            Fields.requireOnly(AT, window, Set.of("fixed"));
            return fixed(window.get("fixed"));
        }
        if (window.path("lifetime").isBoolean() && window.path("lifetime").booleanValue()) {
            Fields.requireOnly(AT, window, Set.of("lifetime"));
            return new Window.Lifetime();
        }
        throw notAWindow();
    }

    private static Malformed notAWindow() {
        return new Malformed(
                AT,
                "not_a_window",
                "a window is {\"calendar\": …, \"zone\": …}, {\"fixed\": [from, to]} or {\"lifetime\": true}");
    }

    private static Window.CalendarUnit unit(JsonNode word) {
        for (var unit : Window.CalendarUnit.values()) {
            if (unit.code().equals(word.textValue())) {
                return unit;
            }
        }
        throw new Malformed(
                "/window/calendar", "not_a_unit", "a calendar window is hour, day, week, month, quarter or year");
    }

    private static ZoneId zone(JsonNode zone) {
        try {
            if (zone.isMissingNode()) {
                return UTC;
            }
            if (zone.isTextual()) {
                var named = ZoneId.of(zone.textValue());
                // UTC has several names, but a budget that has one of them is no other budget
                return named.normalized().equals(ZoneOffset.UTC) ? UTC : named;
            }
        } catch (DateTimeException e) {
            throw new Malformed("/window/zone", "not_a_zone", "no such time zone: " + zone.textValue());
        }
        throw new Malformed("/window/zone", "not_a_zone", "a zone is a name such as \"Europe/Berlin\"");
    }

    private static Window fixed(JsonNode bounds) {
        if (!bounds.isArray() || bounds.size() != 2) {
            throw new Malformed("/window/fixed", "not_a_window", "a fixed window is [from, to]");
        }
        var from = instant("/window/fixed/0", bounds.get(0));
        var to = instant("/window/fixed/1", bounds.get(1));
        if (!from.isBefore(to)) {
            throw new Malformed("/window/fixed/1", "out_of_range", "a window ends after it begins");
        }
        return new Window.Fixed(new Window.Interval(from, to));
    }

    private static Instant instant(String at, JsonNode time) {
        return UsageEventJson.readTime(time.asText())
                .filter(instant -> !instant.isBefore(Window.Lifetime.ALWAYS.start())
                        && !instant.isAfter(Window.Lifetime.ALWAYS.end()))
                .orElseThrow(
                        () -> new Malformed(at, "not_a_time", "an RFC 3339 time from 1970 on, with its offset or Z"));
    }
}
