package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Screen;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The difference that an import makes, for people: every price that changes, and in a line each what else to know. */
final class ImportText {

    private static final int FEW = 5;

    private static final String OVER_HALF = "over_half";
    private static final String REMOVED = "price_removed";

    /** What is said of a price that changes, by its warning. */
    private static final Map<String, String> NOTES =
            Map.of(OVER_HALF, "more than 50 %", REMOVED, "no longer in the file");

    private final JsonNode answer;

    ImportText(JsonNode answer) {
        this.answer = answer;
    }

    void print(PrintWriter out, Screen screen) {
        if (!answer.path("changes").isEmpty()) {
            changes().print(out, screen);
        }
        out.println("%s added, %s changed, %s unchanged, %d skipped, %s over 50 %%"
                .formatted(
                        answer.path("added").asText(),
                        answer.path("changed").asText(),
                        answer.path("unchanged").asText(),
                        answer.path("skipped").size(),
                        Figures.counted(warnings(OVER_HALF).size(), "change")));
        kept("no longer in the file, the price in force stays", "price_kept", ImportText::price, out);
        kept("no longer in the file, the card stays", "model_kept", one -> text(one, "id"), out);
        leftOut("skipped", "skipped", out);
        leftOut("narrowed", "taken, but not under every name", out);
        if (answer.hasNonNull("id")) {
            out.println("imported; to take it back: bursar rates undo " + text(answer, "id"));
        } else if (answer.path("dry_run").asBoolean() && !answer.path("changes").isEmpty()) {
            out.println("nothing changed yet; --apply does it");
        }
    }

    private Table changes() {
        var notes = new HashMap<String, String>();
        NOTES.forEach((kind, note) -> warnings(kind).forEach(one -> notes.put(price(one), note)));
        var table = new Table(
                Column.text("CARD"), Column.text("PRICE"), Column.number("FROM"), Column.number("TO"), Column.text(""));
        for (var change : answer.path("changes")) {
            for (var price : change.path("prices")) {
                var note = notes.getOrDefault(text(change, "id") + " " + text(price, "price"), "");
                table.row(
                        List.of(
                                text(change, "id"),
                                text(price, "price"),
                                amount(price, "from"),
                                amount(price, "to"),
                                note),
                        note.isEmpty() ? Ink.NONE : Ink.WARN);
            }
        }
        return table;
    }

    private List<JsonNode> warnings(String kind) {
        return StreamSupport.stream(answer.path("warnings").spliterator(), false)
                .filter(one -> text(one, "warning").equals(kind))
                .toList();
    }

    private void kept(String what, String kind, Function<JsonNode, String> name, PrintWriter out) {
        var all = warnings(kind).stream().map(name).toList();
        if (!all.isEmpty()) {
            out.println(what + ": " + few(all));
        }
    }

    private void leftOut(String field, String what, PrintWriter out) {
        var byReason = new TreeMap<String, List<String>>();
        answer.path(field)
                .forEach(one -> byReason.computeIfAbsent(text(one, "reason"), reason -> new ArrayList<>())
                        .add(text(one, "name")));
        byReason.forEach(
                (reason, names) -> out.println("%s, %s: %d (%s)".formatted(what, reason, names.size(), few(names))));
    }

    private static String few(List<String> all) {
        var names = all.stream().distinct().toList();
        var first = String.join(", ", names.subList(0, Math.min(FEW, names.size())));
        return names.size() > FEW ? first + " and " + (names.size() - FEW) + " more, see --json" : first;
    }

    private static String price(JsonNode warning) {
        return text(warning, "id") + " " + text(warning, "price");
    }

    private static String amount(JsonNode price, String field) {
        return price.hasNonNull(field) ? text(price, field) : "-";
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }
}
