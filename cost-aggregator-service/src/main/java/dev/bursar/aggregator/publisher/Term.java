package dev.bursar.aggregator.publisher;

import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.AccountState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * One publisher's time in office. What is written to Kafka is committed there first, then in the database: a crash in
 * between tells some things twice, and never leaves one out.
 */
final class Term {

    private static final Logger LOG = Logger.getLogger(Term.class);
    private static final int MARKS = 5_000;
    private static final int PAGE = 5_000;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Connection session;
    private final BooksReader books;
    private final PublisherStore store;
    private final Outbox outbox;
    private final Bulletin bulletin;
    private final Told told;
    private final InstantSource clock;
    private final PublisherMetrics metrics;
    private final Set<String> toldAlerts = new HashSet<>();
    private long epoch;
    private long generation;
    private Instant publishedThrough = Instant.EPOCH;
    private Instant lastBeat = Instant.EPOCH;
    private Instant lastSweep;

    Term(Connection session, Outbox outbox, Topics topics, Told told, InstantSource clock, PublisherMetrics metrics) {
        this.session = session;
        this.books = new BooksReader(session);
        this.store = new PublisherStore(session);
        this.outbox = outbox;
        this.bulletin = new Bulletin(topics);
        this.told = told;
        this.clock = clock;
        this.metrics = metrics;
        this.lastSweep = clock.instant();
    }

    /** Tells everything anew, under a higher epoch if the topics know a newer database than this one. */
    void begin(Map<String, byte[]> definitions) throws SQLException, IOException {
        var now = clock.instant();
        epoch = epoch(lastHeartbeat(definitions));
        generation = books.generation();
        var records = new ArrayList<>(told.cards(books.cards(), now));
        records.addAll(told.budgets(books.budgets(), now));
        var revocations = store.revocations(true, now);
        revocations.forEach(revocation -> records.add(bulletin.revocation(revocation)));
        outbox.send(records);
        store.told(revocations);
        allStates(now);
        session.commit();
        publishedThrough = now;
        LOG.infof(
                "publisher=elected epoch=%d budgets=%d accounts=%d",
                epoch, told.budgetCount(), told.accounts().size());
    }

    private static Heartbeat lastHeartbeat(Map<String, byte[]> definitions) throws IOException {
        var last = definitions.get(Topics.HEARTBEAT_KEY);
        return last == null
                ? Heartbeat.NONE
                : Heartbeat.read(CloudEvent.read(last).data());
    }

    private long epoch(Heartbeat last) throws SQLException {
        var lineage = books.lineage();
        if (!last.knewMoreThan(lineage)) {
            return lineage.epoch();
        }
        long raised = store.raiseEpoch(last.epoch());
        session.commit();
        LOG.warnf("books=older-than-topics epoch=%d topics=\"%s\" books=\"%s\"", raised, last, lineage);
        return raised;
    }

    /** Tells what has changed since the last turn; answers whether there is more to tell at once. */
    boolean turn() throws SQLException {
        var now = clock.instant();
        boolean beats = !now.isBefore(lastBeat.plus(BEAT));
        // Marks are taken before definitions are looked at: an account is never seen without its budget.
        var dirty = store.takeDirty(MARKS);
        var records = new ArrayList<>(definitions(now, beats));
        if (!dirty.keys().isEmpty()) {
            states(records, dirty.keys(), now);
        }
        if (beats) {
            sweep(records, now);
            revocations(records, now);
        }
        outbox.send(records);
        session.commit();
        publishedThrough = dirty.last() ? now : publishedThrough;
        if (beats) {
            beat(now);
        }
        return !dirty.last();
    }

    /** A budget whose history has been added becomes active without a new generation: those are read with every beat. */
    private List<ProducerRecord<String, byte[]>> definitions(Instant now, boolean beats) throws SQLException {
        long current = books.generation();
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        if (current != generation) {
            records.addAll(told.cards(books.cards(), now));
        }
        if (beats || current != generation) {
            records.addAll(told.budgets(books.budgets(), now));
        }
        generation = current;
        return records;
    }

    /** Page by page: there may be more accounts than fit into memory as messages. */
    private void allStates(Instant now) throws SQLException {
        var unknown = new HashSet<>(told.accounts());
        for (var keys = books.keys("", PAGE); !keys.isEmpty(); keys = books.keys(keys.get(keys.size() - 1), PAGE)) {
            var records = new ArrayList<ProducerRecord<String, byte[]>>();
            states(records, keys, now);
            outbox.send(records);
            unknown.removeAll(Set.copyOf(keys));
        }
        outbox.send(told.takeBack(unknown));
    }

    private void states(List<ProducerRecord<String, byte[]>> records, Collection<String> keys, Instant now)
            throws SQLException {
        var states = books.states(keys, epoch, now);
        records.addAll(told.states(states, keys, now));
        var reached = new ArrayList<>(told.reached(states, now));
        reached.removeIf(alert -> !toldAlerts.add(alert.id()));
        for (var alert : store.fire(reached)) {
            records.add(bulletin.alert(alert));
            metrics.alerted(alert.threshold());
        }
    }

    /** Windows end by themselves: now and then, accounts whose windows are all over are taken back. */
    private void sweep(List<ProducerRecord<String, byte[]>> records, Instant now) throws SQLException {
        if (now.isBefore(lastSweep.plus(SWEEP))) {
            return;
        }
        lastSweep = now;
        toldAlerts.clear();
        var keys = List.copyOf(told.accounts());
        for (int from = 0; from < keys.size(); from += PAGE) {
            var over = new HashSet<>(keys.subList(from, Math.min(from + PAGE, keys.size())));
            books.states(List.copyOf(over), epoch, now).stream()
                    .filter(AccountState::isWorthTelling)
                    .forEach(state -> over.remove(state.key().text()));
            records.addAll(told.takeBack(over));
        }
    }

    private void revocations(List<ProducerRecord<String, byte[]>> records, Instant now) throws SQLException {
        var revocations = store.revocations(false, now);
        if (!revocations.isEmpty()) {
            revocations.forEach(revocation -> records.add(bulletin.revocation(revocation)));
            store.told(revocations);
        }
    }

    /** The beat is committed before it is heard of: a database with a lower one is an older database. */
    private void beat(Instant now) throws SQLException {
        long beat = store.raiseBeat();
        long posting = books.lineage().posting();
        session.commit();
        var heartbeat = new Heartbeat(clock.instant(), epoch, beat, posting, publishedThrough);
        outbox.send(List.of(bulletin.heartbeat(heartbeat)));
        lastBeat = now;
    }
}
