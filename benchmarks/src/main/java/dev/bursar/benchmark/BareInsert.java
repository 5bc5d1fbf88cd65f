package dev.bursar.benchmark;

import dev.bursar.benchmark.BenchmarkServers.Login;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The least any posting has to do: the rows that the aggregator wrote, as arrays that are ready in memory, inserted into
 * empty tables made from the same definitions, in the same batches, each its own transaction.
 */
final class BareInsert implements AutoCloseable {

    private static final List<String> TABLES = List.of("event_identity", "ledger_entry");

    private final Connection source;
    private final Login books;
    private final List<Batch> batches = new ArrayList<>();

    /** The arrays of each table, column by column. */
    private record Batch(List<List<Array>> tables, int rows) {}

    BareInsert(Login admin, Login books) throws SQLException {
        this.books = books;
        this.source = connect(books);
        try (var connection = connect(admin);
                var statement = connection.createStatement()) {
            statement.execute("alter role " + books.user() + " superuser");
        }
    }

    /** @return rows a second on so many connections at once */
    double measure(int rows, int connections) throws Exception {
        read(rows);
        run("drop schema if exists bare cascade; create schema bare;"
                + " create table bare.event_identity (like event_identity including all);"
                + " create table bare.ledger_entry (like ledger_entry including all) partition by range (posted_at);"
                + " create table bare.ledger_entry_all partition of bare.ledger_entry default; checkpoint");
        var lanes = Executors.newFixedThreadPool(connections);
        var work = new ArrayList<Callable<Void>>();
        for (int lane = 0; lane < connections; lane++) {
            int first = lane;
            work.add(() -> insert(first, connections));
        }
        long from = System.nanoTime();
        for (var done : lanes.invokeAll(work)) {
            done.get();
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        lanes.shutdown();
        return batches.stream().mapToInt(Batch::rows).sum() / seconds;
    }

    private void read(int rows) throws SQLException {
        batches.clear();
        int read = 0;
        try (var statement = source.createStatement();
                var postings = statement.executeQuery("select id from posting order by id")) {
            while (read < rows && postings.next()) {
                var batch = batch(postings.getLong(1));
                batches.add(batch);
                read += batch.rows();
            }
        }
    }

    private Batch batch(long posting) throws SQLException {
        var tables = new ArrayList<List<Array>>();
        tables.add(arrays("event_identity", "net_entry", posting));
        tables.add(arrays("ledger_entry", "id", posting));
        return new Batch(tables, ((Object[]) tables.get(1).get(0).getArray()).length);
    }

    private List<Array> arrays(String table, String key, long posting) throws SQLException {
        var aggregates = columns(table).stream()
                .map(column -> "array_agg(" + column.name() + ")")
                .collect(Collectors.joining(", "));
        var sql = "select " + aggregates + " from " + table + " where " + key + " >= ? and " + key + " < ?";
        try (var query = source.prepareStatement(sql)) {
            query.setLong(1, posting << 16);
            query.setLong(2, posting + 1 << 16);
            var row = query.executeQuery();
            row.next();
            var arrays = new ArrayList<Array>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                arrays.add(row.getArray(i));
            }
            return arrays;
        }
    }

    private Void insert(int first, int step) throws SQLException {
        try (var connection = connect(books)) {
            connection.setAutoCommit(false);
            var statements = new ArrayList<PreparedStatement>();
            for (var table : TABLES) {
                statements.add(connection.prepareStatement(insert(table)));
            }
            for (int i = first; i < batches.size(); i += step) {
                for (int table = 0; table < TABLES.size(); table++) {
                    var arrays = batches.get(i).tables().get(table);
                    for (int column = 0; column < arrays.size(); column++) {
                        statements.get(table).setArray(column + 1, arrays.get(column));
                    }
                    statements.get(table).executeUpdate();
                }
                connection.commit();
            }
            return null;
        }
    }

    private String insert(String table) throws SQLException {
        var columns = columns(table);
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        var arrays =
                columns.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", "));
        return "insert into bare." + table + " (" + names + ") select * from unnest(" + arrays + ") as r(" + names + ")"
                + (table.equals("event_identity") ? " order by id" : "") + " on conflict do nothing";
    }

    private record Column(String name, String type) {}

    private List<Column> columns(String table) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var query = source.prepareStatement("select attname, format_type(atttypid, null) from pg_attribute"
                + " where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum")) {
            query.setString(1, table);
            var rows = query.executeQuery();
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
    }

    private void run(String sql) throws SQLException {
        try (var statement = source.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    @Override
    public void close() throws SQLException {
        source.close();
    }
}
