package dev.bursar.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.terminal.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A budget's definition in words. */
record Definition(JsonNode budget) {

    String id() {
        return budget.path("id").asText();
    }

    String mode() {
        return budget.path("mode").asText();
    }

    String state() {
        return budget.path("state").asText();
    }

    /** Patterns that must match: {@code team=platform}, or {@code everything}. */
    String match() {
        var patterns = budget.path("match").properties().stream()
                .map(pattern -> pattern.getKey() + "=" + pattern.getValue().asText())
                .collect(Collectors.joining(" "));
        return patterns.isEmpty() ? "everything" : patterns;
    }

    /** The dimensions that split it, or a dash. */
    String per() {
        var names = texts("per");
        return names.isEmpty() ? "-" : String.join(",", names);
    }

    /** The limit with its unit. */
    String limit() {
        return amount(new BigDecimal(budget.path("limit").path(unit()).asText("0")), unit());
    }

    /** What it counts: {@code usd tokens requests}. */
    String unit() {
        var names = budget.path("limit").fieldNames();
        return names.hasNext() ? names.next() : "usd";
    }

    /** The window: {@code day Europe/Berlin}, {@code lifetime}, {@code 2026-01-01T00:00:00Z/...}. */
    String window() {
        var window = budget.path("window");
        if (window.has("calendar")) {
            return window.path("calendar").asText() + " " + window.path("zone").asText("UTC");
        }
        if (window.has("rolling")) {
            return "rolling " + window.path("rolling").asText();
        }
        if (window.has("fixed")) {
            return window.path("fixed").path(0).asText() + "/"
                    + window.path("fixed").path(1).asText();
        }
        return "lifetime";
    }

    /** {@code $5.00 per day for each principal, hard}. */
    String sentence() {
        return limit() + span()
                + (per().equals("-") ? "" : " for each " + per().replace(",", " and "))
                + ", " + mode()
                + (state().equals("active") ? "" : ", " + state().toUpperCase(Locale.ROOT));
    }

    private String span() {
        var window = budget.path("window");
        if (window.has("calendar")) {
            return " per " + window.path("calendar").asText();
        }
        return window.has("lifetime") ? " in all" : " in " + window();
    }

    /** Shares at which it alerts, as percentages. */
    String alerts() {
        var shares = texts("alerts").stream()
                .map(share -> Figures.percent(new BigDecimal(share)))
                .toList();
        return shares.isEmpty() ? "none" : String.join(" ", shares);
    }

    /** An answer for the case that something is missing: a word, or an object such as {@code flat_usd 0.50}. */
    String when(String name) {
        var answer = budget.path(name);
        return answer.isObject()
                ? answer.properties().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().asText())
                        .collect(Collectors.joining())
                : answer.asText("-");
    }

    /** An amount in a unit, as it was set. */
    static String amount(BigDecimal amount, String unit) {
        return unit.equals("usd") ? Figures.price(amount) : Figures.count(amount.toBigInteger()) + " " + unit;
    }

    private List<String> texts(String name) {
        var texts = new ArrayList<String>();
        budget.path(name).forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
