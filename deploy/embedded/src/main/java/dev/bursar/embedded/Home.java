package dev.bursar.embedded;

import java.nio.file.Path;

/**
 * The folder {@code .bursar} of an embedded stack and what is where in it.
 *
 * @param folder absolute; it need not exist
 */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** A long-lived token with the role {@code admin}. */
    public Path adminToken() {
        return folder.resolve("admin.token");
    }

    /** Signs tokens; secret. */
    public Path signingKey() {
        return keys().resolve("signing-key.pem");
    }

    /** The published half of the signing key. */
    public Path jwks() {
        return keys().resolve("jwks.json");
    }

    /** What the gate decides by unless {@code BURSAR_POLICY_FILE} says otherwise. */
    public Path policy() {
        return folder.resolve("policy.yaml");
    }

    /** Where the services were started last, for the command line. */
    Path addresses() {
        return folder.resolve("addresses.properties");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** What everything else can be made again from: the books and the topics. */
    public Path data() {
        return folder.resolve("data");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    /** Passwords of the database roles; secret. */
    public Path databasePasswords() {
        return keys().resolve("database.properties");
    }

    /** The services as they run. */
    Path apps() {
        return folder.resolve("apps");
    }

    Path binaries() {
        return folder.resolve("binaries");
    }

    /** Which processes belong to the running stack. */
    Path processes() {
        return folder.resolve("run").resolve("processes");
    }

    Path lock() {
        return folder.resolve("run").resolve("lock");
    }

    /** The first port of the running stack, or of the last one. */
    Path basePort() {
        return folder.resolve("run").resolve("base-port");
    }

    /** Exists while the stack serves. */
    Path ready() {
        return folder.resolve("run").resolve("ready");
    }
}
