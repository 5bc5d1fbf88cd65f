package dev.bursar.embedded;

import dev.bursar.embedded.kafka.Kafka;
import dev.bursar.embedded.kafka.KafkaSettings;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.postgres.Binaries;
import dev.bursar.embedded.postgres.Databases;
import dev.bursar.embedded.postgres.Postgres;
import dev.bursar.embedded.postgres.PostgresSettings;
import dev.bursar.embedded.process.Running;
import java.util.List;

/** Makes the stack's Kafka and PostgreSQL, and what an installation needs in them. */
final class Servers {

    private final StackSettings settings;
    private final Secrets secrets;
    private Kafka kafka;
    private PostgresSettings postgres;

    Servers(StackSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** Does not wait until it is ready. */
    Running kafka() {
        Home home = settings.home();
        kafka = Kafka.launch(
                new KafkaSettings(
                        home.data().resolve("kafka").resolve("log"),
                        home.log("kafka"),
                        settings.ports().kafka(),
                        settings.ports().controller()),
                List.of());
        return kafka;
    }

    Running postgres() {
        Home home = settings.home();
        postgres = new PostgresSettings(
                Binaries.unpack(home.binaries()),
                home.data().resolve("postgresql").resolve("data"),
                home.log("postgresql"),
                settings.ports().postgres(),
                secrets.superuser(),
                true);
        return Postgres.start(postgres);
    }

    void createDatabase() {
        new Databases(postgres.jdbcUrl("postgres"), PostgresSettings.SUPERUSER, secrets.superuser())
                .create(StackSettings.DATABASE, secrets.owner(), secrets.services());
    }

    void awaitKafka() {
        kafka.awaitReady();
    }

    void createTopics() {
        new TopicSetup(settings.topics()).create(kafka.settings().bootstrap());
    }
}
