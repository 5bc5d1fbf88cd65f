package dev.bursar.cli.doctor;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Whether PostgreSQL answers, whether its migrations went through, and whether its clock agrees with this machine's. */
final class DatabaseExaminer implements Examiner {

    /** Windows and tokens tolerate a little; this much would put events of now into the wrong window. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Patient patient;

    DatabaseExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        String url = patient.databaseUrl();
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("postgresql", "answers at " + url));
            findings.add(migrations(statement));
            findings.add(clock(statement));
            return findings;
        } catch (IOException noPassword) {
            return List.of(Finding.problem(
                    "postgresql", "no password for it: " + noPassword, "`bursar up`, or set BURSAR_DB_PASSWORD"));
        } catch (SQLException failure) {
            return List.of(Finding.problem(
                    "postgresql",
                    "does not answer at " + url + ": " + failure.getMessage(),
                    "start it, or set BURSAR_DB_URL and its credentials"));
        }
    }

    private Connection connect(String url) throws SQLException, IOException {
        Properties login = new Properties();
        login.setProperty("user", patient.databaseUser());
        login.setProperty("password", patient.databasePassword());
        // seconds
        login.setProperty("loginTimeout", "10");
        login.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(url, login);
    }

    private static Finding migrations(Statement statement) {
        String sql = """
                SELECT count(*) FILTER (WHERE success), count(*) FILTER (WHERE NOT success), max(version)
                FROM flyway_schema_history WHERE version IS NOT NULL
                """;
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getInt(1) == 0 || row.getInt(2) > 0) {
                return Finding.problem(
                        "migrations",
                        row.getInt(1) + " done, " + row.getInt(2) + " failed",
                        "look at the aggregator's log; it migrates when it starts (BURSAR_DB_MIGRATE=auto)");
            }
            return Finding.ok("migrations", row.getInt(1) + " done, up to " + row.getString(3));
        } catch (SQLException absent) {
            return Finding.problem(
                    "migrations", "none yet: " + absent.getMessage(), "start the aggregator once, as the owner role");
        }
    }

    private Finding clock(Statement statement) throws SQLException {
        Instant before = patient.environment().clock().instant();
        try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            return clock(before, theirs, patient.environment().clock().instant());
        }
    }

    /** {@code theirs} was read between the other two. */
    static Finding clock(Instant before, Instant theirs, Instant after) {
        Duration skew = theirs.isBefore(before)
                ? Duration.between(theirs, before)
                : theirs.isAfter(after) ? Duration.between(after, theirs) : Duration.ZERO;
        return skew.compareTo(SKEW) > 0
                ? Finding.problem(
                        "clock",
                        "this machine and PostgreSQL differ by " + skew.toSeconds() + " s",
                        "let both follow the same time servers")
                : Finding.ok("clock", "agrees with PostgreSQL's");
    }
}
