package dev.bursar.testkit;

/** The Kafka and the PostgreSQL of this test JVM. */
interface Servers {

    /** Set to {@code true}, tests run on containers where a Docker engine answers. */
    String CONTAINERS = "BURSAR_TEST_CONTAINERS";

    /** What a superuser needs to connect; {@code server} is {@code host:port}. */
    record Admin(String server, String user, String password) {

        String jdbcUrl() {
            return "jdbc:postgresql://" + server + "/postgres";
        }
    }

    static Servers shared() {
        boolean containers =
                JvmWide.once("containers", () -> ContainerServers.areWanted(), String::valueOf, Boolean::parseBoolean);
        return containers ? new ContainerServers() : new EmbeddedServers();
    }

    /** Starts what does not run yet. */
    void start(boolean withPostgres);

    /** For {@code bootstrap.servers}. */
    String kafka();

    Admin postgres();
}
