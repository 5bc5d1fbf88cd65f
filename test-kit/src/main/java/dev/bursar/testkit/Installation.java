package dev.bursar.testkit;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.postgres.Databases;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An installation of its own on the test servers: nobody else uses its topics and its database.
 *
 * @param bootstrap address of the Kafka
 * @param topics its topics; they exist
 * @param server {@code host:port} of the PostgreSQL; empty for an installation without books
 * @param database its database; it exists, and so do the roles
 */
public record Installation(String bootstrap, Topics topics, String server, String database) {

    public static final String OWNER = Databases.OWNER;
    public static final String OWNER_PASSWORD = "owner-of-the-test";
    public static final String SERVICES = Databases.SERVICES;
    public static final String SERVICES_PASSWORD = "services-of-the-test";

    /** The one that all tests of this JVM share. */
    public static Installation shared() {
        return JvmWide.once("installation", Installation::fresh, Installation::write, Installation::read);
    }

    static Installation sharedWithoutBooks() {
        return JvmWide.once(
                "installation-without-books", Installation::freshWithoutBooks, Installation::write, Installation::read);
    }

    /** A new one with topics and database, for a test that must be alone with its numbers. */
    public static Installation fresh() {
        Servers servers = Servers.shared();
        servers.start(true);
        Installation topicsOnly = freshWithoutBooks();
        Servers.Admin admin = servers.postgres();
        String database = topicsOnly.topics().prefix().replace('-', '_');
        new Databases(admin.jdbcUrl(), admin.user(), admin.password())
                .create(database, OWNER_PASSWORD, SERVICES_PASSWORD);
        return new Installation(topicsOnly.bootstrap(), topicsOnly.topics(), admin.server(), database);
    }

    private static Installation freshWithoutBooks() {
        Servers servers = Servers.shared();
        servers.start(false);
        byte[] random = new byte[6];
        ThreadLocalRandom.current().nextBytes(random);
        Topics topics = new Topics("test-" + HexFormat.of().formatHex(random));
        new TopicSetup(topics).create(servers.kafka());
        return new Installation(servers.kafka(), topics, "", "");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + server + "/" + database;
    }

    /** Of the service's configuration, for its Kafka side. */
    public Map<String, String> kafkaSettings() {
        return Map.of("kafka.bootstrap.servers", bootstrap, "bursar.topic-prefix", topics.prefix());
    }

    /** Of the service's configuration, for its database side. */
    public Map<String, String> databaseSettings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", jdbcUrl(),
                "quarkus.datasource.reactive.url", "postgresql://" + server + "/" + database,
                "quarkus.datasource.username", SERVICES,
                "quarkus.datasource.password", SERVICES_PASSWORD,
                "quarkus.flyway.username", OWNER,
                "quarkus.flyway.password", OWNER_PASSWORD);
    }

    /** The same as environment of a service that runs as a process of its own. */
    public Map<String, String> environment() {
        return Map.of(
                "BURSAR_KAFKA_BOOTSTRAP", bootstrap,
                "BURSAR_TOPIC_PREFIX", topics.prefix(),
                "BURSAR_JWT_ISSUERS", TestTokens.trustedIssuers(),
                "BURSAR_DB_URL", "postgresql://" + server + "/" + database,
                "BURSAR_DB_USER", SERVICES,
                "BURSAR_DB_PASSWORD", SERVICES_PASSWORD,
                "BURSAR_DB_OWNER_USER", OWNER,
                "BURSAR_DB_OWNER_PASSWORD", OWNER_PASSWORD);
    }

    private String write() {
        return String.join(" ", bootstrap, topics.prefix(), server, database);
    }

    private static Installation read(String text) {
        String[] parts = text.split(" ", -1);
        return new Installation(parts[0], new Topics(parts[1]), parts[2], parts[3]);
    }
}
