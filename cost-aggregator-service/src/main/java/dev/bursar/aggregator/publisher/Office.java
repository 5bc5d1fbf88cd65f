package dev.bursar.aggregator.publisher;

import dev.bursar.aggregator.AdvisoryLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The right to publish. It is a lock of one database session, and everything its holder changes goes through that same
 * session: who loses the session can neither go on nor undo what the next one does.
 */
final class Office implements AutoCloseable {

    private static final String TAKE = "select pg_try_advisory_lock(?)";
    private static final String LEAVE = "select pg_advisory_unlock_all()";

    private final Connection session;

    private Office(Connection session) {
        this.session = session;
    }

    /** Takes the office if nobody holds it. */
    static Optional<Office> take(DataSource books) throws SQLException {
        var session = books.getConnection();
        try {
            if (isFree(session)) {
                session.setAutoCommit(false);
                return Optional.of(new Office(session));
            }
        } catch (SQLException e) {
            session.close();
            throw e;
        }
        session.close();
        return Optional.empty();
    }

    private static boolean isFree(Connection session) throws SQLException {
        try (var take = session.prepareStatement(TAKE)) {
            take.setLong(1, AdvisoryLock.PUBLISHER.key());
            try (var answer = take.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    Connection session() {
        return session;
    }

    @Override
    public void close() throws SQLException {
        try (session) {
            session.rollback();
            session.setAutoCommit(true);
            try (var leave = session.createStatement()) {
                leave.execute(LEAVE);
            }
        }
    }
}
