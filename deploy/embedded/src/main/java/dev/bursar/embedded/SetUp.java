package dev.bursar.embedded;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.postgres.Databases;
import dev.bursar.embedded.token.SigningKey;
import dev.bursar.embedded.token.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes on servers that already run what an installation needs before its first start: topics, database and roles, and a
 * key pair with an admin token. What is there stays as it is.
 */
public final class SetUp {

    private static final Duration ADMIN_TOKEN_LIFE = Duration.ofDays(3650);

    private final Map<String, String> environment;
    private final InstantSource clock;

    SetUp(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Reads {@code BURSAR_KAFKA_BOOTSTRAP}, {@code BURSAR_TOPIC_PREFIX}, {@code BURSAR_DB_URL} and the two roles'
     * passwords from the environment, the superuser from {@code PGUSER} and {@code PGPASSWORD}.
     *
     * @param folders for the published keys, and for the secret key and the admin token
     */
    public static void main(String[] folders) throws IOException {
        if (folders.length != 2) {
            throw new IllegalArgumentException("usage: SetUp FOLDER_OF_PUBLISHED_KEYS FOLDER_OF_SECRETS");
        }
        var setUp = new SetUp(System.getenv(), InstantSource.system());
        setUp.topics();
        setUp.database();
        setUp.keys(Path.of(folders[0]), Path.of(folders[1]));
    }

    private void topics() {
        var prefix = Optional.ofNullable(environment.get("BURSAR_TOPIC_PREFIX"));
        new TopicSetup(prefix.map(Topics::new).orElse(Topics.DEFAULT)).create(required("BURSAR_KAFKA_BOOTSTRAP"));
    }

    private void database() {
        var url = required("BURSAR_DB_URL");
        int database = url.lastIndexOf('/') + 1;
        var server = "jdbc:" + url.substring(0, database) + "postgres";
        new Databases(server, required("PGUSER"), required("PGPASSWORD"))
                .create(url.substring(database), required("BURSAR_DB_OWNER_PASSWORD"), required("BURSAR_DB_PASSWORD"));
    }

    void keys(Path published, Path secrets) throws IOException {
        var secret = secrets.resolve("signing-key.pem");
        if (!Files.exists(secret)) {
            keep(secret, SigningKey.generate().pem());
        }
        var key = SigningKey.read(secret);
        Files.writeString(published.resolve("jwks.json"), key.jwks());
        var token = secrets.resolve("admin.token");
        if (!Files.exists(token)) {
            var admin =
                    TokenRequest.of("admin", List.of("admin"), ADMIN_TOKEN_LIFE).withActFor("*");
            keep(token, admin.signedBy(key, TokenRequest.ISSUER, clock.instant()) + "\n");
        }
    }

    private static void keep(Path file, String secret) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    private String required(String name) {
        var value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
