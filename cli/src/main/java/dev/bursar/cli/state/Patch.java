package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.state.Place.Kind;
import dev.bursar.contract.Json;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes a value within a YAML text where it differs, and leaves every other character as it is, comments too: new
 * fields and items are added in the style of what is around them, and scalars change in place.
 */
final class Patch {

    /** In place of an indent: lines mean nothing there. */
    private static final int WITHIN_FLOW = -1;

    private final String text;
    private final Function<JsonNode, String> block;
    private final Edits edits;

    /** @param block writes a value as lines, each with its end */
    Patch(String text, Function<JsonNode, String> block) {
        this.text = text;
        this.block = block;
        this.edits = new Edits(text);
    }

    /** That the text can't be changed so: written in a way that nobody thought of. */
    static final class Unpatchable extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** The text with the changes so far. */
    String patched() {
        return edits.applied();
    }

    /** @param indent of the block that the value is in */
    void change(Place place, JsonNode old, JsonNode now, int indent) throws Unpatchable {
        if (Flow.isSame(old, now)) {
            return;
        }
        if (old instanceof ObjectNode was
                && now instanceof ObjectNode is
                && !place.inside().isEmpty()) {
            fields(place, was, is);
        } else if (old.isArray() && now.isArray() && !place.inside().isEmpty()) {
            items(place, old, now);
        } else {
            replace(place, now, indent);
        }
    }

    private void fields(Place mapping, ObjectNode old, ObjectNode now) throws Unpatchable {
        require(mapping.kind() == Kind.BLOCK_MAPPING || mapping.kind() == Kind.FLOW_MAPPING);
        for (var field : old.properties()) {
            require(now.has(field.getKey()));
        }
        int indent = mapping.kind().isFlow()
                ? WITHIN_FLOW
                : edits.column(mapping.inside().get(0).start());
        Optional<Place> before = Optional.empty();
        for (var field : now.properties()) {
            var place = mapping.field(field.getKey());
            if (place.isPresent()) {
                change(place.get(), old.path(field.getKey()), field.getValue(), indent);
                before = place;
            } else {
                var after = before.orElse(
                        mapping.inside().get(mapping.inside().size() - 1).value());
                addField(mapping, after, field.getKey(), field.getValue(), indent);
            }
        }
    }

    private void addField(Place mapping, Place after, String name, JsonNode value, int indent) {
        if (mapping.kind() == Kind.FLOW_MAPPING) {
            edits.insert(after.end(), ", " + name + ": " + Flow.of(value));
        } else {
            var document = Json.object();
            document.set(name, value);
            edits.addLines(edits.lineEnd(after.end()), indented(block.apply(document), indent));
        }
    }

    /** Items that are the same keep their lines; those with an id are known by it. */
    private void items(Place list, JsonNode old, JsonNode now) throws Unpatchable {
        int kept = 0;
        Optional<Place> before = Optional.empty();
        for (int i = 0; i < now.size(); i++) {
            int match = find(old, now.get(i), kept);
            if (match < 0) {
                addItem(list, before, now.get(i));
                continue;
            }
            for (; kept < match; kept++) {
                removeItem(list, kept);
            }
            var place = list.inside().get(kept).value();
            change(place, old.get(kept), now.get(i), list.kind().isFlow() ? WITHIN_FLOW : edits.column(place.start()));
            before = Optional.of(place);
            kept++;
        }
        for (; kept < old.size(); kept++) {
            removeItem(list, kept);
        }
    }

    private static int find(JsonNode items, JsonNode item, int from) {
        for (int i = from; i < items.size(); i++) {
            var id = items.get(i).path("id");
            if (id.isTextual() ? id.equals(item.path("id")) : Flow.isSame(items.get(i), item)) {
                return i;
            }
        }
        return -1;
    }

    private void addItem(Place list, Optional<Place> before, JsonNode item) throws Unpatchable {
        if (list.kind() == Kind.FLOW_LIST) {
            edits.insert(
                    before.map(Place::end).orElse(list.opened()),
                    before.isPresent() ? ", " + Flow.of(item) : Flow.of(item) + ", ");
            return;
        }
        require(list.kind() == Kind.BLOCK_LIST);
        int dash = dash(list, 0);
        var lines = item(item, edits.column(dash));
        if (before.isPresent()) {
            edits.addLines(edits.lineEnd(before.get().end()), lines);
        } else {
            edits.insert(edits.lineStart(dash), lines);
        }
    }

    private String item(JsonNode item, int indent) {
        var lines = indented(block.apply(item), indent + 2);
        return " ".repeat(indent) + "- " + lines.substring(indent + 2);
    }

    private void removeItem(Place list, int item) throws Unpatchable {
        require(list.kind() == Kind.BLOCK_LIST && list.inside().size() > 1);
        int end = edits.lineEnd(list.inside().get(item).value().end());
        edits.replace(edits.lineStart(dash(list, item)), end, "");
    }

    /** An item's dash stands before it on its line, or above where there is nothing or a comment between. */
    private int dash(Place list, int item) throws Unpatchable {
        int start = list.inside().get(item).start();
        for (int line = edits.lineStart(start); ; line = edits.lineStart(line - 1)) {
            int at = line;
            while (at < start && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (edits.at(at) == '-' && Character.isWhitespace(edits.at(at + 1))) {
                return at;
            }
            require(line > 0 && (at == start || edits.at(at) == '#'));
        }
    }

    private void replace(Place place, JsonNode now, int indent) throws Unpatchable {
        boolean onOneLine = text.substring(place.start(), place.end()).indexOf('\n') < 0;
        if (!now.isContainerNode()) {
            require(place.kind() == Kind.SCALAR && onOneLine);
            var anchor = place.anchor().map(name -> "&" + name + " ").orElse("");
            edits.replace(place.start(), place.end(), (isBare(place) ? " " : "") + anchor + Flow.of(now));
        } else if (place.kind().isFlow() && !onOneLine) {
            edits.insert(place.opened(), inner(Flow.of(now)));
        } else if (indent == WITHIN_FLOW) {
            edits.replace(place.start(), place.end(), (isBare(place) ? " " : "") + Flow.of(now));
        } else {
            require(onOneLine && place.anchor().isEmpty() && !place.kind().isBlock());
            edits.replace(place.start(), place.end(), "");
            edits.addLines(edits.lineEnd(place.end()), indented(block.apply(now), now.isArray() ? indent : indent + 2));
        }
    }

    /** A value that is left out stands right behind its colon. */
    private static boolean isBare(Place place) {
        return place.start() == place.end();
    }

    private static String inner(String flow) {
        return flow.substring(1, flow.length() - 1);
    }

    private static void require(boolean fits) throws Unpatchable {
        if (!fits) {
            throw new Unpatchable();
        }
    }

    private String indented(String lines, int indent) {
        var indented = new StringBuilder();
        lines.lines()
                .forEach(
                        line -> indented.append(" ".repeat(indent)).append(line).append(edits.newline()));
        return indented.toString();
    }
}
