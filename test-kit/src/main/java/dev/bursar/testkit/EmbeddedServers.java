package dev.bursar.testkit;

import dev.bursar.embedded.kafka.Kafka;
import dev.bursar.embedded.kafka.KafkaSettings;
import dev.bursar.embedded.postgres.Binaries;
import dev.bursar.embedded.postgres.Postgres;
import dev.bursar.embedded.postgres.PostgresSettings;
import dev.bursar.embedded.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** As child processes of this JVM; they end with it. */
final class EmbeddedServers implements Servers {

    @Override
    public void start(boolean withPostgres) {
        kafka();
        if (withPostgres) {
            postgres();
        }
    }

    @Override
    public String kafka() {
        return JvmWide.once("kafka", EmbeddedServers::startKafka, Function.identity(), Function.identity());
    }

    @Override
    public Admin postgres() {
        return JvmWide.once(
                "postgres",
                EmbeddedServers::startPostgres,
                admin -> admin.server() + " " + admin.password(),
                text -> new Admin(text.split(" ")[0], PostgresSettings.SUPERUSER, text.split(" ")[1]));
    }

    private static String startKafka() {
        Path folder = TestFolder.shared();
        List<Integer> ports = Ports.free(2);
        Kafka kafka = Kafka.launch(
                new KafkaSettings(
                        folder.resolve("kafka/data"), folder.resolve("kafka.log"), ports.get(0), ports.get(1)),
                List.of());
        TestFolder.stopAtExit(() -> {
            kafka.kill();
            TestFolder.delete(kafka.settings().data());
        });
        kafka.awaitReady();
        return kafka.settings().bootstrap();
    }

    private static Admin startPostgres() {
        Path folder = TestFolder.shared();
        Postgres postgres = Postgres.start(new PostgresSettings(
                Binaries.unpack(TestFolder.binaries()),
                folder.resolve("postgresql/data"),
                folder.resolve("postgresql.log"),
                Ports.free(1).get(0),
                UUID.randomUUID().toString(),
                false));
        TestFolder.stopAtExit(() -> {
            postgres.stop();
            TestFolder.delete(postgres.settings().data());
        });
        return new Admin(
                "127.0.0.1:" + postgres.settings().port(),
                PostgresSettings.SUPERUSER,
                postgres.settings().superuserPassword());
    }
}
