package dev.bursar.benchmark;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.kafka.Kafka;
import dev.bursar.embedded.kafka.KafkaSettings;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.postgres.Binaries;
import dev.bursar.embedded.postgres.Databases;
import dev.bursar.embedded.postgres.Postgres;
import dev.bursar.embedded.postgres.PostgresSettings;
import dev.bursar.embedded.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A Kafka and a durable PostgreSQL of a benchmark's own, with the topics and the two roles. */
record BenchmarkServers(Kafka kafka, Postgres postgres, Topics topics) implements AutoCloseable {

    private static final String DATABASE = "bursar";
    private static final String PASSWORD = "benchmark";

    static BenchmarkServers start(Topics topics) throws IOException {
        var folder = Files.createTempDirectory("bursar-benchmark-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var ports = Ports.free(3);
        var kafka = Kafka.launch(
                new KafkaSettings(
                        folder.resolve("kafka/data"), folder.resolve("kafka.log"), ports.get(0), ports.get(1)),
                List.of());
        var postgres = Postgres.start(new PostgresSettings(
                Binaries.unpack(Path.of("target", "binaries")),
                folder.resolve("postgresql/data"),
                folder.resolve("postgresql.log"),
                ports.get(2),
                PASSWORD,
                true));
        kafka.awaitReady();
        var servers = new BenchmarkServers(kafka, postgres, topics);
        new TopicSetup(topics).create(servers.bootstrap());
        servers.createDatabase(DATABASE);
        return servers;
    }

    String bootstrap() {
        return kafka.settings().bootstrap();
    }

    void createDatabase(String name) {
        new Databases(postgres.settings().jdbcUrl("postgres"), PostgresSettings.SUPERUSER, PASSWORD)
                .create(name, PASSWORD, PASSWORD);
    }

    /** The process that all of PostgreSQL's others are children of: the first line of its lock file. */
    ProcessHandle postmaster() {
        try {
            var lines = Files.readAllLines(postgres.settings().data().resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the aggregator keeps its books. */
    Login books() {
        return new Login(postgres.settings().jdbcUrl(DATABASE), Databases.OWNER, PASSWORD);
    }

    Login admin() {
        return new Login(postgres.settings().jdbcUrl("postgres"), PostgresSettings.SUPERUSER, PASSWORD);
    }

    /** For {@code DriverManager.getConnection}. */
    record Login(String url, String user, String password) {}

    /** Of an aggregator on these servers. */
    Map<String, String> environment() {
        return Map.of(
                "BURSAR_KAFKA_BOOTSTRAP",
                bootstrap(),
                "BURSAR_TOPIC_PREFIX",
                topics.prefix(),
                "BURSAR_HTTP_PORT",
                Ports.free(1).get(0).toString(),
                "BURSAR_MANAGEMENT_PORT",
                Ports.free(1).get(0).toString(),
                "BURSAR_DB_URL",
                "postgresql://127.0.0.1:" + postgres.settings().port() + "/" + DATABASE,
                "BURSAR_DB_USER",
                Databases.SERVICES,
                "BURSAR_DB_PASSWORD",
                PASSWORD,
                "BURSAR_DB_OWNER_USER",
                Databases.OWNER,
                "BURSAR_DB_OWNER_PASSWORD",
                PASSWORD);
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
