package dev.bursar.kit.startup;

import dev.bursar.kit.security.TrustedIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Settings that give up a protection: each is said at the start, and the severe ones stop it. */
final class UnsafeSettings {

    /**
     * A protection that was given up.
     *
     * @param severe whether a service must not start with it
     */
    record Unsafe(String name, String consequence, boolean severe) {}

    private UnsafeSettings() {}

    /** @param setting the value of a {@code BURSAR_*} name */
    static List<Unsafe> find(Function<String, Optional<String>> setting) {
        var found = new ArrayList<Unsafe>();
        issuers(setting, found);
        if (is(setting, "BURSAR_RAW_TRUST", "topic")) {
            found.add(warning("BURSAR_RAW_TRUST", "whoever may write the raw topic reports for any principal"));
        }
        if (is(setting, "BURSAR_REVOCATIONS", "off")) {
            found.add(warning("BURSAR_REVOCATIONS", "a revoked token stays good until it expires"));
        }
        if (is(setting, "BURSAR_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                && !is(setting, "BURSAR_KAFKA_SASL_MECHANISM", "SCRAM-SHA-256")
                && !is(setting, "BURSAR_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")) {
            found.add(warning("BURSAR_KAFKA_SECURITY_PROTOCOL", "Kafka's password travels in the clear"));
        }
        var owner = setting.apply("BURSAR_DB_OWNER_USER").or(() -> setting.apply("BURSAR_DB_USER"));
        if (owner.isPresent() && owner.equals(setting.apply("BURSAR_DB_USER"))) {
            found.add(warning("BURSAR_DB_OWNER_USER", "the service owns its tables and could change the ledger"));
        }
        return found;
    }

    private static void issuers(Function<String, Optional<String>> setting, List<Unsafe> found) {
        var issuers = TrustedIssuer.parse(setting.apply("BURSAR_JWT_ISSUERS").orElse(""));
        if (issuers.isEmpty()) {
            found.add(warning("BURSAR_JWT_ISSUERS", "without an issuer no token is accepted"));
        }
        for (var issuer : issuers) {
            if (issuer.isUnprotected()) {
                found.add(new Unsafe(
                        "BURSAR_JWT_ISSUERS",
                        "the keys of " + issuer.name() + " come over http: whoever is on the way can forge tokens",
                        true));
            } else if (!issuer.isLocal() && setting.apply("BURSAR_JWT_AUDIENCE").isEmpty()) {
                found.add(warning(
                        "BURSAR_JWT_AUDIENCE", "tokens that " + issuer.name() + " made for others are accepted too"));
            }
        }
    }

    private static boolean is(Function<String, Optional<String>> setting, String name, String value) {
        return setting.apply(name).filter(value::equalsIgnoreCase).isPresent();
    }

    private static Unsafe warning(String name, String consequence) {
        return new Unsafe(name, consequence, false);
    }
}
