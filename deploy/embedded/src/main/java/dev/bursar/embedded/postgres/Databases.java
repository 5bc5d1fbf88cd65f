package dev.bursar.embedded.postgres;

import dev.bursar.embedded.process.StartFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes a database with its two roles: the owner runs migrations, the services get what those grant. */
public final class Databases {

    public static final String OWNER = "bursar_owner";
    public static final String SERVICES = "bursar";

    private final String adminUrl;
    private final String adminUser;
    private final String adminPassword;

    /** Connects as a superuser to a database that is there already. */
    public Databases(String adminUrl, String adminUser, String adminPassword) {
        this.adminUrl = adminUrl;
        this.adminUser = adminUser;
        this.adminPassword = adminPassword;
    }

    /** Creates what is missing and sets both passwords; a second call changes nothing else. */
    public void create(String database, String ownerPassword, String servicesPassword) {
        try (Connection connection = DriverManager.getConnection(adminUrl, adminUser, adminPassword);
                Statement statement = connection.createStatement()) {
            role(connection, statement, OWNER, ownerPassword);
            role(connection, statement, SERVICES, servicesPassword);
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                String name = statement.enquoteIdentifier(database, true);
                statement.execute("CREATE DATABASE " + name + " OWNER " + OWNER);
                statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
                statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + SERVICES);
            }
        } catch (SQLException failure) {
            throw new StartFailure(
                    "can't create database " + database + " at " + adminUrl + ": " + failure.getMessage(), failure);
        }
    }

    private static void role(Connection connection, Statement statement, String role, String password)
            throws SQLException {
        boolean exists = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role);
        statement.execute((exists ? "ALTER" : "CREATE") + " ROLE " + role + " LOGIN PASSWORD "
                + statement.enquoteLiteral(password));
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
