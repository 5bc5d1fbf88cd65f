package dev.bursar.source.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds the JSON documents in an output, line by line: one a line, or one over several lines. What other programs print
 * in between is passed over.
 */
final class Documents {

    private static final String MARK =
            "\\uFEFF|\\x1B\\[[0-?]{0,32}[ -/]{0,4}[@-~]|\\x1B\\][^\\x07\\x1B]{0,256}(?:\\x07|\\x1B\\\\)";

    /** The longest document over several lines, in characters. */
    private static final int MAX_LENGTH = 16 * 1024 * 1024;
    /** How often it is looked whether such a document is whole, before its output ends. */
    private static final int MAX_TRIES = 50;

    /** A byte order mark, and what tells a terminal to look otherwise, at either end of a line: ECMA-48 (CSI, OSC). */
    private static final Pattern MARKS = Pattern.compile("^(?:" + MARK + "){1,16}+|(?:" + MARK + "){1,16}+$");

    private final Consumer<ObjectNode> found;
    private final Consumer<String> other;
    /** A document that began on an earlier line; null where there is none. */
    private StringBuilder open;

    private int tries;

    private boolean text;
    private boolean lastUnreadable;

    /** @param other takes what is no JSON */
    Documents(Consumer<ObjectNode> found, Consumer<String> other) {
        this.found = found;
        this.other = other;
    }

    /** Marks of files and terminals around a line are not part of it. */
    void line(String printed) {
        var line = MARKS.matcher(printed).replaceAll("");
        if (open != null && line.startsWith("}{")) {
            // Two outputs in one file, the first without an end of line.
            line("}");
            line(line.substring(1));
            return;
        }
        if (open != null && !(open.charAt(0) == '{' && line.startsWith("{") && isWhole(line))) {
            goOn(line);
            return;
        }
        if (open != null) {
            giveUp();
        }
        var start = line.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            begin(start);
        } else {
            text |= !line.isBlank();
            other.accept(line);
        }
    }

    private void goOn(String line) {
        if (open.length() + line.length() > MAX_LENGTH) {
            giveUp();
            other.accept(line);
            return;
        }
        open.append('\n').append(line);
        if (tries < MAX_TRIES && (line.startsWith("}") || line.startsWith("]"))) {
            closeIfWhole();
        }
    }

    void end() {
        if (open != null) {
            closeIfWhole();
            if (open != null) {
                giveUp();
            }
        }
    }

    /** Whether anything was printed that is no JSON. */
    boolean hasText() {
        return text;
    }

    /** Whether the last document breaks off or can't be read. */
    boolean isCut() {
        return lastUnreadable;
    }

    private void begin(String line) {
        try {
            take(Json.read(line));
        } catch (JsonEOFException incomplete) {
            open = new StringBuilder(line);
            tries = 0;
        } catch (JsonProcessingException noDocument) {
            lastUnreadable = true;
            text = true;
            other.accept(line);
        }
    }

    /** What looked like the beginning of a document was none, or breaks off: its lines may be documents of their own. */
    private void giveUp() {
        var lines = open.toString().lines().toList();
        open = null;
        lastUnreadable = true;
        other.accept(lines.get(0));
        lines.subList(1, lines.size()).forEach(this::alone);
    }

    private void alone(String line) {
        if (line.startsWith("{")) {
            try {
                take(Json.read(line));
                return;
            } catch (JsonProcessingException broken) {
                lastUnreadable = true;
            }
        }
        other.accept(line);
    }

    /** It stays open while more may come; what no further line can mend is given up. */
    private void closeIfWhole() {
        tries++;
        try {
            take(Json.read(open.toString()));
            open = null;
        } catch (JsonEOFException incomplete) {
            lastUnreadable = false;
        } catch (JsonProcessingException broken) {
            giveUp();
        }
    }

    private void take(JsonNode document) {
        lastUnreadable = false;
        if (document instanceof ObjectNode object) {
            found.accept(object);
        } else if (document instanceof ArrayNode array) {
            array.forEach(element -> {
                if (element instanceof ObjectNode object) {
                    found.accept(object);
                }
            });
        }
    }

    private static boolean isWhole(String line) {
        try {
            return Json.read(line).isObject();
        } catch (JsonProcessingException partOfAnother) {
            return false;
        }
    }
}
