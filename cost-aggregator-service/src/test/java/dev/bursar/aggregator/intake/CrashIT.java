package dev.bursar.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.testkit.Installation;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the books promise of processes that die: they are not in this JVM, so that they can. */
class CrashIT {

    private static final int EVENTS = 50_000;
    private static final int PRINCIPALS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** 1000 in and 100 out of Claude Sonnet 4.5. */
    private static final BigDecimal EACH = new BigDecimal("0.0045");

    private static final String TAKEN = "select coalesce(sum(next_offset), 0) from consumer_offset";

    private final Installation installation = Installation.fresh();
    private final Books books = new Books(installation);

    @BeforeEach
    void publish() {
        for (int i = 0; i < EVENTS; i++) {
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
