package dev.bursar.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns. Where they don't fit the screen, the widest text columns are cut, numbers never. */
public final class Table {

    private static final String GAP = "  ";
    private static final String CUT = "..";
    private static final int LEAST_TEXT = 8;

    /** A column: numbers stand at the right, text at the left. */
    public record Column(String title, boolean number) {

        public static Column text(String title) {
            return new Column(title, false);
        }

        public static Column number(String title) {
            return new Column(title, true);
        }
    }

    private record Row(List<String> cells, Ink ink) {}

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    public Table(Column... columns) {
        this(List.of(columns));
    }

    public Table row(List<String> cells) {
        return row(cells, Ink.NONE);
    }

    public Table row(String... cells) {
        return row(List.of(cells), Ink.NONE);
    }

    public Table row(List<String> cells, Ink ink) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(new Row(cells.stream().map(Table::printable).toList(), ink));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(PrintWriter out, Screen screen) {
        lines(screen).forEach(out::println);
        out.flush();
    }

    List<String> lines(Screen screen) {
        int[] widths = widths();
        screen.width().ifPresent(width -> fit(widths, width));
        var lines = new ArrayList<String>();
        var titles = columns.stream().map(Column::title).toList();
        lines.add(Ink.BOLD.paint(line(titles, widths), screen.colour()));
        rows.forEach(row -> lines.add(row.ink().paint(line(row.cells(), widths), screen.colour())));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(columns.get(i).title());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], length(row.cells().get(i)));
            }
        }
        return widths;
    }

    /** Takes one character after another from the widest text column, down to {@value #LEAST_TEXT} each. */
    private void fit(int[] widths, int screen) {
        int surplus = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - screen;
        while (surplus > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!columns.get(i).number() && widths[i] > LEAST_TEXT && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            surplus--;
        }
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = cut(cells.get(i), widths[i]);
            var room = " ".repeat(widths[i] - length(cell));
            line.append(i == 0 ? "" : GAP).append(columns.get(i).number() ? room + cell : cell + room);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - CUT.length())) + CUT;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A label may hold anything that is no control character; what a terminal would obey must not reach it. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
