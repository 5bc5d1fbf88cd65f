package dev.bursar.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a real Kafka with the installation's topics and, where the module under test has migrations, a
 * real PostgreSQL with the installation's database and roles. The servers are started once in a test JVM; so are the topic
 * prefix and the database.
 *
 * <pre>{@code @QuarkusTest @WithTestResource(BursarTestResource.class) class LedgerIT { … }}</pre>
 */
public final class BursarTestResource implements QuarkusTestResourceLifecycleManager {

    /** Argument {@code postgres=true|false} overrules what the class path says. */
    private static final String POSTGRES = "postgres";

    private boolean withPostgres = hasMigrations();

    @Override
    public void init(Map<String, String> arguments) {
        if (arguments.containsKey(POSTGRES)) {
            withPostgres = Boolean.parseBoolean(arguments.get(POSTGRES));
        }
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bursar.jwt-issuers", TestTokens.trustedIssuers());
        Installation installation = withPostgres ? Installation.shared() : Installation.sharedWithoutBooks();
        settings.putAll(installation.kafkaSettings());
        if (withPostgres) {
            settings.putAll(installation.databaseSettings());
        }
        return settings;
    }

    /** Nothing: the servers serve the next test class, too, and end with this JVM. */
    @Override
    public void stop() {}

    private static boolean hasMigrations() {
        return Thread.currentThread().getContextClassLoader().getResource("db/migration") != null;
    }
}
