package dev.bursar.cli.cost;

import dev.bursar.cli.client.Period;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Lays a cost report out.
 *
 * @param by the dimensions it is grouped by
 * @param interval a row per {@code hour day week month}, or {@code none}
 */
record CostTable(List<String> by, String interval) {

    private static final String ABSENT = "-";

    CostTable {
        by = List.copyOf(by);
    }

    /** For people: dearest first, or in order of time, then the total. */
    Table table(Costs costs) {
        boolean unpriced = costs.total().unpricedCalls() > 0;
        var table = new Table(columns(unpriced));
        var zone = ZoneId.of(costs.zone());
        costs.rows().stream().sorted(order()).forEach(row -> table.row(cells(row, zone, unpriced)));
        var total = new ArrayList<String>();
        for (int i = 0; i < labels(); i++) {
            total.add(i == 0 ? "TOTAL" : "");
        }
        addFigures(total, costs.total(), unpriced);
        return table.row(total, Ink.BOLD);
    }

    /** For programs: exact, every meter, in the order of the API, without a total. */
    void csv(Costs costs, Csv csv) {
        var meters = new LinkedHashSet<String>();
        costs.rows().forEach(row -> meters.addAll(row.meters().keySet()));
        var header = new ArrayList<String>(List.of("start", "end"));
        header.addAll(by);
        header.addAll(List.of("calls", "unpriced_calls", "tokens_in", "tokens_out"));
        header.addAll(meters);
        header.add("cost_usd");
        csv.line(header);
        for (var row : costs.rows()) {
            var fields = new ArrayList<>(List.of(row.start(), row.end()));
            by.forEach(name ->
                    fields.add(row.group().get(name) == null ? "" : row.group().get(name)));
            fields.add(Long.toString(row.calls()));
            fields.add(Long.toString(row.unpricedCalls()));
            fields.add(Long.toString(row.tokensIn()));
            fields.add(Long.toString(row.tokensOut()));
            meters.forEach(meter -> fields.add(Long.toString(row.meters().getOrDefault(meter, 0L))));
            fields.add(row.cost().toPlainString());
            csv.line(fields);
        }
    }

    private boolean timed() {
        return !interval.equals("none");
    }

    /** A report of one sum still has a column to say TOTAL in. */
    private int labels() {
        return Math.max(1, by.size() + (timed() ? 1 : 0));
    }

    private List<Column> columns(boolean unpriced) {
        var columns = new ArrayList<Column>();
        if (timed()) {
            columns.add(Column.text("FROM"));
        }
        by.forEach(name -> columns.add(Column.text(name.toUpperCase(Locale.ROOT))));
        if (columns.isEmpty()) {
            columns.add(Column.text(""));
        }
        columns.add(Column.number("CALLS"));
        columns.add(Column.number("TOKENS IN"));
        columns.add(Column.number("TOKENS OUT"));
        if (unpriced) {
            columns.add(Column.number("UNPRICED"));
        }
        columns.add(Column.number("COST"));
        return columns;
    }

    private Comparator<Costs.Row> order() {
        var dearest = Comparator.comparing(Costs.Row::cost)
                .reversed()
                .thenComparing(row -> row.group().toString());
        return timed() ? Comparator.comparing(Costs.Row::start).thenComparing(dearest) : dearest;
    }

    private List<String> cells(Costs.Row row, ZoneId zone, boolean unpriced) {
        var cells = new ArrayList<String>();
        if (timed()) {
            var start = Period.local(row.start(), zone);
            cells.add(interval.equals("hour") ? start : start.replaceFirst(" .*", ""));
        }
        by.forEach(name ->
                cells.add(row.group().get(name) == null ? ABSENT : row.group().get(name)));
        if (cells.isEmpty()) {
            cells.add("");
        }
        addFigures(cells, row, unpriced);
        return cells;
    }

    private static void addFigures(List<String> cells, Costs.Row row, boolean unpriced) {
        cells.add(Figures.count(row.calls()));
        cells.add(Figures.count(row.tokensIn()));
        cells.add(Figures.count(row.tokensOut()));
        if (unpriced) {
            cells.add(row.unpricedCalls() == 0 ? "" : Figures.count(row.unpricedCalls()));
        }
        cells.add(row.isUnpriced() ? "unpriced" : Figures.usd(row.cost()));
    }
}
