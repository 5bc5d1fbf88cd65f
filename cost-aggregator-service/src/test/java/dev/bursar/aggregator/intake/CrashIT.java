package dev.bursar.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.testkit.Installation;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the books promise of processes that die: they are not in this JVM, so that they can. */
class CrashIT {

    private static final int EVENTS = 50_000;
    /** Several slices. */
    private static final int CORRECTED = 20_000;

    private static final int PRINCIPALS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** 1000 in and 100 out of Claude Sonnet 4.5. */
    private static final BigDecimal EACH = new BigDecimal("0.0045");

    private static final String TAKEN = "select coalesce(sum(next_offset), 0) from consumer_offset";

    private final Installation installation = Installation.fresh();
    private final Books books = new Books(installation);

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            books.publish(Events.event("p-" + i % PRINCIPALS, "e-" + i, 1000, 100));
        }
        books.flush();
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void aKilledAggregatorLosesAndDoublesNothing() throws Exception {
        // Given
        publish(EVENTS);
        try (var first = AggregatorProcess.start(installation, "crash-first")) {
            awaitTaken(first, EVENTS / 5);

            // When
            first.kill();
        }
        long atTheKill = books.number(TAKEN);
        try (var second = AggregatorProcess.start(installation, "crash-second")) {
            awaitTaken(second, EVENTS);
        }

        // Then
        assertThat(atTheKill).isLessThan(EVENTS);
        assertEveryEventOnce();
    }

    @Test
    void aRebalanceInTheMiddleLosesAndDoublesNothing() throws Exception {
        // Given
        publish(EVENTS);
        try (var first = AggregatorProcess.start(installation, "rebalance-first");
                var second = AggregatorProcess.start(installation, "rebalance-second")) {
            awaitTaken(first, EVENTS / 5);

            // When
            first.stop();
            awaitTaken(second, EVENTS);
        }

        // Then
        assertEveryEventOnce();
    }

    @Test
    void booksPutBackToAnOlderDumpTakeInAgainWhatKafkaStillHas() throws Exception {
        // Given
        publish(EVENTS);
        try (var before = AggregatorProcess.start(installation, "dump-before")) {
            awaitTaken(before, EVENTS / 5);
            before.stop();
        }
        dump();
        try (var after = AggregatorProcess.start(installation, "dump-after")) {
            awaitTaken(after, EVENTS);
            after.stop();
        }

        // When
        restore();
        long restored = books.number("select count(*) from ledger_entry");
        try (var again = AggregatorProcess.start(installation, "dump-again")) {
            awaitTaken(again, EVENTS);
        }

        // Then
        assertThat(restored).isLessThan(EVENTS);
        assertEveryEventOnce();
    }

    @Test
    void aRepricingThatIsKilledInTheMiddleCorrectsEveryEventOnce() throws Exception {
        // Given
        publish(CORRECTED);
        long atTheKill;
        try (var first = AggregatorProcess.start(installation, "correction-first")) {
            awaitTaken(first, CORRECTED);
            repriceAtTwice();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> corrected() > 0);

            // When
            first.kill();
            atTheKill = corrected();
        }
        try (var second = AggregatorProcess.start(installation, "correction-second")) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(second.isAlive()).isTrue();
                return books.number("select count(*) from correction where state = 'done'") == 1;
            });
        }

        // Then
        assertThat(atTheKill).isBetween(1L, CORRECTED - 1L);
        assertThat(corrected()).isEqualTo(CORRECTED);
        assertThat(books.rows("select count(*) || ' ' || sum(calls) || ' ' || max(revision) || ' ' || sum(revision)"
                        + " from ledger_entry"))
                .containsExactly(3 * CORRECTED + " " + CORRECTED + " 3 " + 6 * CORRECTED);
        assertThat(books.number("select count(*) from (select from ledger_entry group by identity"
                        + " having sum(cost) = 0.009 and count(*) = 3) as twice_as_much"))
                .isEqualTo(CORRECTED);
        assertThat(books.money("select difference from correction"))
                .isEqualByComparingTo(EACH.multiply(BigDecimal.valueOf(CORRECTED)));
    }

    /** As if the API had taken a card of the operator's, and a repricing by it. */
    private void repriceAtTwice() throws SQLException {
        books.run(Installation.OWNER, Installation.OWNER_PASSWORD, """
                begin;
                select pg_advisory_xact_lock(7101);
                insert into rate_card (id, version, provider, effective_from, definition, built_in, created_at)
                values ('anthropic/claude-sonnet-4-5', 1000, 'anthropic', '2026-01-01', '{
                    "provider": "anthropic", "match": {"exact": ["claude-sonnet-4-5"]}, "currency": "USD",
                    "effective_from": "2026-01-01T00:00:00Z", "prices": {"input": "6", "output": "30"},
                    "source": "https://example.com/prices", "as_of": "2026-01-01"}', false, now());
                update books set generation = generation + 1;
                insert into correction (kind, request, dry_run, automatic, requested_by, requested_at, state, through_posting)
                select 'repricing', '{"provider": "anthropic"}', false, false, 'root', now(), 'queued', last_value
                from posting_id;
                commit""");
    }

    private long corrected() {
        return books.number("select coalesce(sum(entries), 0) from correction");
    }

    private void awaitTaken(AggregatorProcess aggregator, long events) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(aggregator.isAlive()).isTrue();
            return books.rows("select to_regclass('consumer_offset') is not null")
                            .contains("t")
                    && books.number(TAKEN) >= events;
        });
    }

    private void assertEveryEventOnce() {
        assertThat(books.number("select count(*) from ledger_entry")).isEqualTo(EVENTS);
        assertThat(books.number("select count(distinct event_id) from ledger_entry"))
                .isEqualTo(EVENTS);
        assertThat(books.number("select count(*) from event_identity")).isEqualTo(EVENTS);
        assertThat(books.money("select sum(cost) from ledger_entry"))
                .isEqualByComparingTo(EACH.multiply(BigDecimal.valueOf(EVENTS)));
    }

    /** All tables as they are, the log of migrations apart, beside themselves. */
    private void dump() throws Exception {
        books.run(Installation.OWNER, Installation.OWNER_PASSWORD, """
                do $$ declare t text; begin
                    create schema dump;
                    for t in select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                        and relname not like 'flyway%'
                    loop
                        execute format('create table dump.%1$I as table public.%1$I', t);
                    end loop;
                end $$
                """);
    }

    private void restore() throws Exception {
        books.run(Installation.OWNER, Installation.OWNER_PASSWORD, """
                do $$ declare t text;
                    first text[] := array['budget', 'account', 'posting'];
                begin
                    execute (select 'truncate ' || string_agg(format('public.%I', tablename), ', ')
                        from pg_tables where schemaname = 'dump');
                    for t in select tablename from pg_tables where schemaname = 'dump'
                        order by array_position(first, tablename::text)
                    loop
                        execute format('insert into public.%1$I overriding system value select * from dump.%1$I', t);
                    end loop;
                end $$
                """);
    }
}
