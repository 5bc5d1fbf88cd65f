package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What one posting writes, sent without waiting in between. */
final class PostingWrites {

    private static final String POSTING = """
            insert into posting (id, posted_at, entries, set_aside) values ($1, $2, $3, $4)
            """;

    private static final String SET_ASIDE = """
            insert into set_aside (posting, reason, detail, principal, source, event_id, path, topic, partition,
                record_offset, redacted, received_at)
            select $1, s.reason, s.detail, s.principal, s.source, s.event_id, s.path, s.topic, s.partition,
                s.record_offset, s.redacted::jsonb, s.received_at
            from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::integer[], $10::bigint[], $11::text[], $12::timestamptz[])
                as s(reason, detail, principal, source, event_id, path, topic, partition, record_offset, redacted,
                    received_at)
            """;

    private static final String PERIODS = """
            insert into billing_period (month, opened_at)
            select month, $2 from unnest($1::date[]) as m(month) order by month
            on conflict (month) do nothing
            """;

    private static final String ACCOUNTS = """
            insert into account (key, budget)
            select distinct key, budget from unnest($1::text[], $2::text[]) as a(key, budget) order by key
            on conflict (key) do update set version = account.version + 1
            """;

    private static final String WINDOWS = """
            insert into account_window (key, window_start, window_end, spent)
            select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::numeric[])
                as w(key, window_start, window_end, spent)
            order by key, window_start
            on conflict (key, window_start) do update set spent = account_window.spent + excluded.spent
            """;

    private static final String DIRTY = """
            insert into account_dirty (key) select distinct unnest($1::text[])
            """;

    private final SqlConnection connection;
    private final List<Uni<RowSet<Row>>> sent = new ArrayList<>();

    private PostingWrites(SqlConnection connection) {
        this.connection = connection;
    }

    /** Writes the posting, where there is anything to post, and how far the topic is read. */
    static Uni<Void> write(SqlConnection connection, Posting posting, Progress progress) {
        var writes = new PostingWrites(connection);
        if (!posting.isEmpty()) {
            writes.posting(posting);
        }
        if (!progress.next().isEmpty()) {
            writes.send(OffsetStore.WRITE, Tuple.of(progress.topics(), progress.partitions(), progress.offsets()));
        }
        // last, because others wait for an account from here to the commit
        if (!posting.movements().isEmpty()) {
            writes.movements(posting.movements());
        }
        return Uni.join().all(writes.sent).andFailFast().replaceWithVoid();
    }

    private void posting(Posting posting) {
        send(
                POSTING,
                Tuple.of(
                        posting.id(),
                        LedgerStore.utc(posting.postedAt()),
                        posting.entries().size(),
                        posting.setAside().size()));
        if (!posting.entries().isEmpty()) {
            send(EntryRows.INSERT, EntryRows.tuple(posting.postedAt(), posting.entries()));
            send(PERIODS, Tuple.of(months(posting.entries()), LedgerStore.utc(posting.postedAt())));
        }
        if (!posting.setAside().isEmpty()) {
            send(SET_ASIDE, setAside(posting));
        }
    }

    private static LocalDate[] months(List<LedgerEntry> entries) {
        return entries.stream()
                .map(LedgerEntry::billingPeriod)
                .distinct()
                .map(month -> month.atDay(1))
                .toArray(LocalDate[]::new);
    }

    private void movements(List<Movement> movements) {
        var keys = column(movements, String[]::new, Movement::account);
        var budgets = column(movements, String[]::new, Movement::budget);
        var starts = column(
                movements,
                OffsetDateTime[]::new,
                m -> LedgerStore.utc(m.window().start()));
        var ends = column(
                movements,
                OffsetDateTime[]::new,
                m -> LedgerStore.utc(m.window().end()));
        var amounts = column(movements, Numeric[]::new, m -> Numeric.create(m.amount()));
        send(ACCOUNTS, Tuple.of(keys, budgets));
        send(WINDOWS, Tuple.of(keys, starts, ends, amounts));
        send(DIRTY, Tuple.tuple().addValue(keys));
    }

    private static Tuple setAside(Posting posting) {
        var rows = posting.setAside();
        return Tuple.tuple()
                .addLong(posting.id())
                .addValue(column(rows, String[]::new, s -> s.reason().code()))
                .addValue(column(rows, String[]::new, Delivery.SetAside::detail))
                .addValue(column(
                        rows, String[]::new, s -> of(s, e -> e.dimensions().principal())))
                .addValue(column(rows, String[]::new, s -> of(s, UsageEvent::source)))
                .addValue(column(rows, String[]::new, s -> of(s, UsageEvent::id)))
                .addValue(column(rows, String[]::new, s -> of(s, e -> e.path().text())))
                .addValue(column(rows, String[]::new, s -> s.origin().topic()))
                .addValue(column(rows, Integer[]::new, s -> s.origin().partition()))
                .addValue(column(rows, Long[]::new, s -> s.origin().offset()))
                .addValue(column(rows, String[]::new, s -> of(s, PostingWrites::redacted)))
                .addValue(column(rows, OffsetDateTime[]::new, s -> LedgerStore.utc(s.receivedAt())));
    }

    /** Structure and numbers: what an event says in words stays out of it. */
    private static String redacted(UsageEvent event) {
        var redacted = Json.object().put("sequence", event.sequence());
        redacted.set("usage", UsageJson.write(event.usage()));
        return redacted.toString();
    }

    private static String of(Delivery.SetAside setAside, Function<UsageEvent, String> field) {
        return setAside.event().map(field).orElse(null);
    }

    private static <R, T> T[] column(List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private void send(String sql, Tuple tuple) {
        sent.add(connection.preparedQuery(sql).execute(tuple));
    }
}
