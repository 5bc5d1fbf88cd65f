package dev.bursar.cli.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a text, by the offsets that it has before any of them, and its lines. */
final class Edits {

    private final String text;
    private final String newline;
    private final List<Edit> edits = new ArrayList<>();

    Edits(String text) {
        this.text = text;
        this.newline = text.contains("\r\n") ? "\r\n" : "\n";
    }

    private record Edit(int from, int to, String with) {}

    /** How its lines end. */
    String newline() {
        return newline;
    }

    void replace(int from, int to, String with) {
        edits.add(new Edit(from, to, with));
    }

    /** Of what is added at the same place, the first stands first. */
    void insert(int at, String added) {
        replace(at, at, added);
    }

    /** Adds lines, each with its end; a text whose last line has no end keeps it so. */
    void addLines(int at, String lines) {
        boolean open = at == text.length() && !text.endsWith("\n");
        insert(at, open ? newline + lines.substring(0, lines.length() - newline.length()) : lines);
    }

    String applied() {
        var sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(Edit::from));
        var applied = new StringBuilder();
        int at = 0;
        for (var edit : sorted) {
            applied.append(text, at, Math.max(at, edit.from())).append(edit.with());
            at = Math.max(at, edit.to());
        }
        return applied.append(text, at, text.length()).toString();
    }

    /** A line that has no end ends with the text. */
    char at(int offset) {
        return offset < text.length() ? text.charAt(offset) : '\n';
    }

    int column(int offset) {
        return offset - lineStart(offset);
    }

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Behind its end. */
    int lineEnd(int offset) {
        if (offset > 0 && text.charAt(offset - 1) == '\n') {
            return offset;
        }
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }
}
