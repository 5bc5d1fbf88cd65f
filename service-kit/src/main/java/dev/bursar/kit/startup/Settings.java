package dev.bursar.kit.startup;

import static dev.bursar.kit.startup.Setting.Reader.AGGREGATOR;
import static dev.bursar.kit.startup.Setting.Reader.CLI;
import static dev.bursar.kit.startup.Setting.Reader.GATE;
import static dev.bursar.kit.startup.Setting.Reader.INGEST;
import static dev.bursar.kit.startup.Setting.Reader.SERVICES;
import static dev.bursar.kit.startup.Setting.Reader.TESTS;

import dev.bursar.kit.startup.Setting.Reader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every {@code BURSAR_*} setting there is, over all services. {@code docs/configuration.md} lists the same. */
public final class Settings {

    /** Further than this from every known name, a suggestion would only mislead. */
    private static final int MAX_DISTANCE = 6;

    private static final List<Setting> ALL = Stream.of(
                    http(), kafka(), tokens(), ingest(), database(), aggregator(), gate(), commandLine(), tests())
            .flatMap(List::stream)
            .toList();

    private Settings() {}

    public static List<Setting> all() {
        return ALL;
    }

    /** Whether an environment variable is a setting, or names the file of a secret one. */
    public static boolean isKnown(String variable) {
        return ALL.stream()
                .anyMatch(setting -> setting.name().equals(variable)
                        || (setting.secret() && setting.fileName().equals(variable)));
    }

    /** The known name that a mistyped one most likely means. */
    static Optional<String> nearest(String variable) {
        return ALL.stream()
                .flatMap(s -> s.secret() ? Stream.of(s.name(), s.fileName()) : Stream.of(s.name()))
                .min(Comparator.comparingInt(name -> EditDistance.between(name, variable)))
                .filter(name -> EditDistance.between(name, variable) <= MAX_DISTANCE);
    }

    private static List<Setting> http() {
        return List.of(
                plain("BURSAR_HTTP_HOST", "Address the API listens on", "127.0.0.1", SERVICES),
                plain("BURSAR_HTTP_PORT", "Port of the API", "8471, 8472, 8473", SERVICES),
                plain("BURSAR_MANAGEMENT_HOST", "Address of health and metrics", "BURSAR_HTTP_HOST", SERVICES),
                plain("BURSAR_MANAGEMENT_PORT", "Port of health and metrics", "9471, 9472, 9473", SERVICES),
                plain("BURSAR_PUBLIC_URL", "URL under which callers reach the service", "", SERVICES),
                plain("BURSAR_LOG_LEVEL", "Level of Bursar's own log lines", "INFO", SERVICES));
    }

    private static List<Setting> kafka() {
        return List.of(
                plain("BURSAR_KAFKA_BOOTSTRAP", "Kafka's bootstrap servers", "localhost:9092", SERVICES),
                plain(
                        "BURSAR_KAFKA_SECURITY_PROTOCOL",
                        "PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL",
                        "PLAINTEXT",
                        SERVICES),
                plain("BURSAR_KAFKA_SASL_MECHANISM", "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER", "", SERVICES),
                secret("BURSAR_KAFKA_SASL_JAAS", "Login module line, instead of user and password", SERVICES),
                plain("BURSAR_KAFKA_USERNAME", "User for PLAIN and SCRAM", "", SERVICES),
                secret("BURSAR_KAFKA_PASSWORD", "Password for PLAIN and SCRAM", SERVICES),
                plain("BURSAR_KAFKA_SSL_TRUSTSTORE", "File of the certificates to trust", "the JDK's", SERVICES),
                plain("BURSAR_KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12, JKS or PEM", "PKCS12", SERVICES),
                secret("BURSAR_KAFKA_SSL_TRUSTSTORE_PASSWORD", "Its password", SERVICES),
                plain("BURSAR_KAFKA_SSL_KEYSTORE", "File of the client's own certificate", "", SERVICES),
                plain("BURSAR_KAFKA_SSL_KEYSTORE_TYPE", "PKCS12, JKS or PEM", "PKCS12", SERVICES),
                secret("BURSAR_KAFKA_SSL_KEYSTORE_PASSWORD", "Its password", SERVICES),
                secret("BURSAR_KAFKA_SSL_KEY_PASSWORD", "The key's password, if it has its own", SERVICES),
                plain("BURSAR_TOPIC_PREFIX", "What every topic's name begins with", "bursar", SERVICES));
    }

    private static List<Setting> tokens() {
        return List.of(
                plain("BURSAR_JWT_ISSUERS", "Trusted issuers: issuer=JWKS URL or file, comma-separated", "", SERVICES),
                plain("BURSAR_JWT_AUDIENCE", "What a token's aud must contain", "", SERVICES),
                plain("BURSAR_JWT_LEEWAY", "How far clocks may differ", "PT30S", SERVICES),
                plain("BURSAR_JWT_TEAM_CLAIM", "Claim with the team, or the teams", "team", SERVICES),
                plain("BURSAR_JWT_PROJECTS_CLAIM", "Claim with the projects", "projects", SERVICES),
                plain("BURSAR_JWT_ROLES_CLAIM", "Claim with the roles; dots lead into objects", "roles", SERVICES),
                plain("BURSAR_REVOCATIONS", "Where revoked tokens are read: topic or off", "topic", SERVICES));
    }

    private static List<Setting> ingest() {
        return List.of(
                plain("BURSAR_MAX_EVENT_AGE", "How old an event may be when it arrives", "P31D", Set.of(INGEST)),
                plain("BURSAR_RAW_TRUST", "Who vouches for raw Kafka records: token or topic", "token", Set.of(INGEST)),
                plain("BURSAR_MAX_BODY", "Largest body, also when unpacked", "8M", Set.of(INGEST)),
                plain("BURSAR_MAX_BATCH", "Most events in one body", "1000", Set.of(INGEST)),
                plain("BURSAR_PUBLISH_TIMEOUT", "How long a request waits for Kafka", "PT5S", Set.of(INGEST)));
    }

    private static List<Setting> database() {
        var books = Set.of(AGGREGATOR);
        return List.of(
                plain("BURSAR_DB_URL", "postgresql://host:port/database", "", books),
                plain("BURSAR_DB_USER", "Role of the service: may only insert and select in the ledger", "", books),
                secret("BURSAR_DB_PASSWORD", "Its password", books),
                plain("BURSAR_DB_OWNER_USER", "Role that owns the tables and runs migrations", "BURSAR_DB_USER", books),
                secret("BURSAR_DB_OWNER_PASSWORD", "Its password", books),
                plain("BURSAR_DB_MIGRATE", "Migrations at the start: auto or off", "auto", books));
    }

    private static List<Setting> aggregator() {
        return List.of(
                plain("BURSAR_BOOKS_ZONE", "Time zone of the billing periods", "UTC", Set.of(AGGREGATOR)),
                plain(
                        "BURSAR_METRICS_ACCOUNTS",
                        "How many accounts have metrics of their own; with 0 each budget's fullest, unnamed",
                        "100",
                        Set.of(AGGREGATOR)),
                plain(
                        "BURSAR_TOKEN_KEY",
                        "File of the private key that signs minted tokens",
                        "",
                        Set.of(AGGREGATOR, CLI)));
    }

    private static List<Setting> gate() {
        return List.of(
                plain("BURSAR_POLICY_FILE", "The policy; without one everything is denied", "", Set.of(GATE)),
                plain("BURSAR_PLUGIN_DIR", "Folder of policy plugins", "", Set.of(GATE)),
                plain("BURSAR_SPOOL_DIR", "Folder where decisions wait for Kafka", "spool", Set.of(GATE)),
                plain("BURSAR_AUDIT_ANCHOR_URL", "Where signed heads of the decision log are sent", "", Set.of(GATE)),
                plain("BURSAR_AGGREGATOR_URL", "URL of the aggregator", "http://127.0.0.1:8472", Set.of(GATE, CLI)));
    }

    private static List<Setting> commandLine() {
        return List.of(
                plain("BURSAR_HOME", "Folder that holds the embedded stack's .bursar", "the checkout", Set.of(CLI)),
                plain("BURSAR_INGEST_URL", "URL of ingest", "http://127.0.0.1:8471", Set.of(CLI)),
                plain("BURSAR_GATE_URL", "URL of the gate", "http://127.0.0.1:8473", Set.of(CLI)),
                secret("BURSAR_TOKEN", "Bearer token of the caller", Set.of(CLI)),
                plain("BURSAR_PROJECT", "Project of what is reported and shown", "", Set.of(CLI)),
                plain("BURSAR_MISSION", "Mission of what is reported and shown", "", Set.of(CLI)),
                plain("BURSAR_SESSION", "Session of what is reported and shown", "", Set.of(CLI)));
    }

    private static List<Setting> tests() {
        return List.of(
                plain("BURSAR_TEST_CONTAINERS", "true: tests use containers", "embedded servers", Set.of(TESTS)));
    }

    private static Setting plain(String name, String meaning, String standard, Set<Reader> readers) {
        return new Setting(name, meaning, standard, false, readers);
    }

    private static Setting secret(String name, String meaning, Set<Reader> readers) {
        return new Setting(name, meaning, "", true, readers);
    }
}
