package dev.bursar.aggregator.publisher;

import dev.bursar.kit.security.Revocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the publisher itself changes in the database; the caller commits. */
final class PublisherStore {

    private static final String TAKE_DIRTY = """
            delete from account_dirty where id in (select id from account_dirty order by id limit ?) returning key
            """;
    private static final String RAISE_BEAT = "update heartbeat set beat = beat + 1 returning beat";
    private static final String RAISE_EPOCH = "update books set epoch = greatest(epoch, ?) + 1 returning epoch";
    private static final String FIRE = """
            insert into alert (key, window_start, threshold, fired_at) values (?, ?, ?, ?) on conflict do nothing
            """;
    private static final String REVOKED = """
            select id, revoked_at, expires_at, coalesce(revoked_by, principal) from access_token
            where revoked_at is not null and (not told or ?) and expires_at > ?
            """;
    private static final String TOLD = "update access_token set told = true where id = any(?)";

    private final Connection session;

    PublisherStore(Connection session) {
        this.session = session;
    }

    /** The accounts behind up to so many marks, which are gone when this is committed. */
    Dirty takeDirty(int limit) throws SQLException {
        var keys = new TreeSet<String>();
        int marks = 0;
        try (var statement = session.prepareStatement(TAKE_DIRTY)) {
            statement.setInt(1, limit);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                    marks++;
                }
            }
        }
        return new Dirty(keys, marks < limit);
    }

    /** @param last whether these are all there were */
    record Dirty(Set<String> keys, boolean last) {}

    long raiseBeat() throws SQLException {
        try (var statement = session.prepareStatement(RAISE_BEAT);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Raises the epoch above the database's own and the topic's. */
    long raiseEpoch(long topic) throws SQLException {
        try (var statement = session.prepareStatement(RAISE_EPOCH)) {
            statement.setLong(1, topic);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Those alerts that were not told before. */
    List<Alert> fire(List<Alert> reached) throws SQLException {
        var fired = new ArrayList<Alert>();
        try (var statement = session.prepareStatement(FIRE)) {
            for (var alert : reached) {
                statement.setString(1, alert.account().key().text());
                statement.setObject(2, alert.account().window().start().atOffset(ZoneOffset.UTC));
                statement.setBigDecimal(3, alert.threshold());
                statement.setObject(4, alert.account().asOf().atOffset(ZoneOffset.UTC));
                if (statement.executeUpdate() == 1) {
                    fired.add(alert);
                }
            }
        }
        return fired;
    }

    /** Revoked tokens that have not expired, all or those not told of. */
    List<Revocation> revocations(boolean all, Instant now) throws SQLException {
        var revocations = new ArrayList<Revocation>();
        try (var query = session.prepareStatement(REVOKED)) {
            query.setBoolean(1, all);
            query.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    revocations.add(new Revocation(
                            row.getString(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getString(4)));
                }
            }
        }
        return revocations;
    }

    void told(Collection<Revocation> revocations) throws SQLException {
        try (var statement = session.prepareStatement(TOLD)) {
            var ids = revocations.stream().map(Revocation::tokenId).toArray();
            statement.setArray(1, session.createArrayOf("text", ids));
            statement.executeUpdate();
        }
    }
}
