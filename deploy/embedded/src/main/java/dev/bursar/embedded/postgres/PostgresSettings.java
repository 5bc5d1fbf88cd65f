package dev.bursar.embedded.postgres;

import java.nio.file.Path;

/**
 * What a PostgreSQL is started with.
 *
 * @param data its data folder; made when it does not exist
 * @param superuserPassword of {@link #SUPERUSER}; counts when the data folder is made
 * @param durable false gives up what survives a power cut for speed: for tests
 */
public record PostgresSettings(
        Binaries binaries, Path data, Path log, int port, String superuserPassword, boolean durable) {

    /** Makes databases and roles; no service knows it. */
    public static final String SUPERUSER = "postgres";

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** One string: {@code pg_ctl} hands it to a shell. */
    String serverOptions() {
        String options = "-p " + port
                + " -c listen_addresses=127.0.0.1"
                + " -c unix_socket_directories=''"
                + " -c max_connections=100"
                + " -c timezone=UTC";
        return durable ? options : options + " -c fsync=off -c full_page_writes=off";
    }
}
