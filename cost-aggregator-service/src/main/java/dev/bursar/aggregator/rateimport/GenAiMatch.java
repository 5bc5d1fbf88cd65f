package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.aggregator.rateimport.PriceFile.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code match} of a model in genai-prices, as far as a rate card can say it: by names and beginnings of names. A
 * card looks at a name without what stands before it, too; so most of what {@code contains} means there is a beginning
 * here. What is said less widely, or not at all, is told.
 */
final class GenAiMatch {

    /** A beginning, perhaps with the date that cards leave out anyway, perhaps to the end. */
    private static final Pattern LITERAL =
            Pattern.compile("\\^(?<text>(?:[\\w/:@-]|\\\\[./:-])+?)(?<date>-\\\\d\\{8})?(?<end>\\$)?");

    private final String name;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> exact = new LinkedHashSet<>();
    private final Set<String> prefix = new LinkedHashSet<>();

    /**
     * Reads it.
     *
     * @param name what the model is called in a remark
     */
    GenAiMatch(String name, String model, JsonNode match) {
        this.name = name;
        exact.add(model);
        read(match);
    }

    Set<String> exact() {
        return exact;
    }

    Set<String> prefix() {
        return prefix;
    }

    /** What was not taken as it stands. */
    List<LeftOut> leftOut() {
        return leftOut;
    }

    private void read(JsonNode clause) {
        if (clause.path("or").isArray()) {
            clause.path("or").forEach(this::read);
            return;
        }
        var word = clause.isObject() && clause.size() == 1 ? clause.fieldNames().next() : "";
        var text = clause.path(word).asText();
        switch (clause.path(word).isTextual() && !text.isBlank() ? word : "") {
            case "equals" -> exact.add(text);
            case "starts_with" -> prefix.add(text);
            case "contains" -> {
                prefix.add(text);
                narrowed(LeftOut.Why.MATCH_NARROWED, clause + " is taken for the beginning of a name");
            }
            case "ends_with" -> {
                exact.add(text);
                narrowed(LeftOut.Why.MATCH_NARROWED, clause + " is taken for a name");
            }
            case "regex" -> regex(clause, text);
            default -> unsupported(clause);
        }
    }

    private void regex(JsonNode clause, String text) {
        var literal = Optional.of(LITERAL.matcher(text)).filter(matcher -> matcher.matches());
        var plain = literal.map(matcher -> matcher.group("text").replaceAll("\\\\(.)", "$1"));
        boolean ends = literal.map(matcher -> matcher.group("end")).isPresent();
        boolean dated = literal.map(matcher -> matcher.group("date")).isPresent();
        if (plain.isEmpty() || dated && !ends) {
            unsupported(clause);
        } else if (ends) {
            exact.add(plain.get());
        } else {
            prefix.add(plain.get());
        }
    }

    private void unsupported(JsonNode clause) {
        narrowed(LeftOut.Why.MATCH_UNSUPPORTED, "a rate card can't say " + clause + "; the other names are taken");
    }

    private void narrowed(LeftOut.Why why, String detail) {
        leftOut.add(new LeftOut(name, why, detail));
    }
}
