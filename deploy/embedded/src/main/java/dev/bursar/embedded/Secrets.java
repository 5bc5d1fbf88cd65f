package dev.bursar.embedded;

import dev.bursar.embedded.process.StartFailure;
import dev.bursar.embedded.token.SigningKey;
import dev.bursar.embedded.token.TokenRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * The passwords of a stack's database; beside them its key pair and admin token, made on the first start.
 *
 * @param superuser of PostgreSQL
 * @param owner of the tables
 * @param services what the services connect with
 */
record Secrets(String superuser, String owner, String services) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Duration ADMIN_TOKEN_LIFE = Duration.ofDays(3650);

    /** Reads what is there and makes what is missing. */
    static Secrets of(Home home, Instant now) {
        try {
            Files.createDirectories(home.keys());
            if (!Files.exists(home.databasePasswords())) {
                write(home.databasePasswords(), passwords());
            }
            keysAndToken(home, now);
            Properties saved = new Properties();
            saved.load(new StringReader(Files.readString(home.databasePasswords())));
            return new Secrets(
                    saved.getProperty("superuser"), saved.getProperty("owner"), saved.getProperty("services"));
        } catch (IOException failure) {
            throw StartFailure.of("can't keep secrets in " + home.keys(), failure);
        }
    }

    private static void keysAndToken(Home home, Instant now) throws IOException {
        if (!Files.exists(home.signingKey())) {
            write(home.signingKey(), SigningKey.generate().pem());
            Files.deleteIfExists(home.jwks());
            Files.deleteIfExists(home.adminToken());
        }
        SigningKey key = SigningKey.read(home.signingKey());
        if (!Files.exists(home.jwks())) {
            write(home.jwks(), key.jwks() + "\n");
        }
        if (!Files.exists(home.adminToken())) {
            TokenRequest admin =
                    TokenRequest.of("admin", List.of("admin"), ADMIN_TOKEN_LIFE).withActFor("*");
            write(home.adminToken(), admin.signedBy(key, TokenRequest.ISSUER, now) + "\n");
        }
    }

    private static String passwords() {
        return "superuser=" + random() + "\nowner=" + random() + "\nservices=" + random() + "\n";
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Nobody else can read it at any moment, and it is there in full or not at all. */
    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException raced) {
            throw new IOException("somebody else writes " + file, raced);
        }
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
