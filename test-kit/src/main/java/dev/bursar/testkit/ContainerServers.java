package dev.bursar.testkit;

import java.util.function.Function;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** As containers, on the images that {@code docker-compose.yml} uses. */
final class ContainerServers implements Servers {

    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final String POSTGRES_IMAGE = "postgres:18.4";

    /** Asked for, and an engine answers. */
    static boolean areWanted() {
        return Boolean.parseBoolean(System.getenv(CONTAINERS))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public void start(boolean withPostgres) {
        kafka();
        if (withPostgres) {
            postgres();
        }
    }

    @Override
    public String kafka() {
        return JvmWide.once("kafka", ContainerServers::startKafka, Function.identity(), Function.identity());
    }

    @Override
    public Admin postgres() {
        return JvmWide.once(
                "postgres",
                ContainerServers::startPostgres,
                admin -> String.join(" ", admin.server(), admin.user(), admin.password()),
                text -> new Admin(text.split(" ")[0], text.split(" ")[1], text.split(" ")[2]));
    }

    private static String startKafka() {
        KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        TestFolder.stopAtExit(kafka::stop);
        return kafka.getBootstrapServers();
    }

    private static Admin startPostgres() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES_IMAGE).withDatabaseName("postgres");
        postgres.start();
        TestFolder.stopAtExit(postgres::stop);
        String server = postgres.getHost() + ":" + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        return new Admin(server, postgres.getUsername(), postgres.getPassword());
    }
}
