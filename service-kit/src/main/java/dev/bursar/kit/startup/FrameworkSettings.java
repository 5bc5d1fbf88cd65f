package dev.bursar.kit.startup;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What Bursar's settings are called by the frameworks underneath. */
final class FrameworkSettings {

    private static final Map<String, String> SAME_VALUE = sameValue();

    private final Function<String, Optional<String>> setting;
    private final Map<String, String> values = new LinkedHashMap<>();

    private FrameworkSettings(Function<String, Optional<String>> setting) {
        this.setting = setting;
    }

    /**
     * @param setting the value of a {@code BURSAR_*} name, from wherever it is set
     * @throws IllegalArgumentException a value that can't be used
     */
    static Map<String, String> of(Function<String, Optional<String>> setting) {
        var settings = new FrameworkSettings(setting);
        SAME_VALUE.forEach(
                (name, target) -> setting.apply(name).ifPresent(value -> settings.values.put(target, value)));
        settings.managementHost();
        settings.login();
        settings.database();
        settings.maxMessage();
        return settings.values;
    }

    private static Map<String, String> sameValue() {
        var names = new LinkedHashMap<String, String>();
        names.put("BURSAR_HTTP_HOST", "quarkus.http.host");
        names.put("BURSAR_HTTP_PORT", "quarkus.http.port");
        names.put("BURSAR_MANAGEMENT_PORT", "quarkus.management.port");
        names.put("BURSAR_LOG_LEVEL", "quarkus.log.category.\"dev.bursar\".level");
        names.put("BURSAR_KAFKA_BOOTSTRAP", "kafka.bootstrap.servers");
        names.put("BURSAR_KAFKA_SECURITY_PROTOCOL", "kafka.security.protocol");
        names.put("BURSAR_KAFKA_SASL_MECHANISM", "kafka.sasl.mechanism");
        names.put("BURSAR_KAFKA_SSL_TRUSTSTORE", "kafka.ssl.truststore.location");
        names.put("BURSAR_KAFKA_SSL_TRUSTSTORE_TYPE", "kafka.ssl.truststore.type");
        names.put("BURSAR_KAFKA_SSL_TRUSTSTORE_PASSWORD", "kafka.ssl.truststore.password");
        names.put("BURSAR_KAFKA_SSL_KEYSTORE", "kafka.ssl.keystore.location");
        names.put("BURSAR_KAFKA_SSL_KEYSTORE_TYPE", "kafka.ssl.keystore.type");
        names.put("BURSAR_KAFKA_SSL_KEYSTORE_PASSWORD", "kafka.ssl.keystore.password");
        names.put("BURSAR_KAFKA_SSL_KEY_PASSWORD", "kafka.ssl.key.password");
        names.put("BURSAR_DB_USER", "quarkus.datasource.username");
        names.put("BURSAR_DB_PASSWORD", "quarkus.datasource.password");
        names.put("BURSAR_DB_OWNER_USER", "quarkus.flyway.username");
        names.put("BURSAR_DB_OWNER_PASSWORD", "quarkus.flyway.password");
        return names;
    }

    private void managementHost() {
        setting.apply("BURSAR_MANAGEMENT_HOST")
                .or(() -> setting.apply("BURSAR_HTTP_HOST"))
                .ifPresent(host -> values.put("quarkus.management.host", host));
    }

    /** The limit of gRPC messages is in bytes, where that of HTTP bodies may have a unit. */
    private void maxMessage() {
        setting.apply("BURSAR_MAX_BODY")
                .map(size -> new MemorySizeConverter().convert(size).asLongValue())
                .ifPresent(bytes -> values.put(
                        "quarkus.grpc.server.max-inbound-message-size",
                        Long.toString(Math.min(bytes, Integer.MAX_VALUE))));
    }

    private void login() {
        setting.apply("BURSAR_KAFKA_SASL_JAAS")
                .or(this::loginLine)
                .ifPresent(line -> values.put("kafka.sasl.jaas.config", line));
    }

    private Optional<String> loginLine() {
        var user = setting.apply("BURSAR_KAFKA_USERNAME");
        if (user.isEmpty()) {
            return Optional.empty();
        }
        var password = setting.apply("BURSAR_KAFKA_PASSWORD")
                .orElseThrow(() -> new IllegalArgumentException("BURSAR_KAFKA_USERNAME needs BURSAR_KAFKA_PASSWORD"));
        var mechanism = setting.apply("BURSAR_KAFKA_SASL_MECHANISM").orElse("PLAIN");
        var module = mechanism.startsWith("SCRAM-")
                ? "org.apache.kafka.common.security.scram.ScramLoginModule"
                : "org.apache.kafka.common.security.plain.PlainLoginModule";
        return Optional.of(module + " required username=" + quoted(user.get()) + " password=" + quoted(password) + ";");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void database() {
        setting.apply("BURSAR_DB_URL").ifPresent(this::databaseUrl);
        setting.apply("BURSAR_DB_MIGRATE")
                .ifPresent(migrate -> values.put(
                        "quarkus.flyway.migrate-at-start",
                        switch (migrate) {
                            case "auto" -> "true";
                            case "off" -> "false";
                            default ->
                                throw new IllegalArgumentException(
                                        "BURSAR_DB_MIGRATE is neither auto nor off: " + migrate);
                        }));
    }

    private void databaseUrl(String url) {
        if (!url.matches("postgres(ql)?://[^@]+")) {
            throw new IllegalArgumentException("BURSAR_DB_URL is not postgresql://host:port/database without a user: "
                    + "BURSAR_DB_USER and BURSAR_DB_PASSWORD say who");
        }
        var address = "postgresql" + url.substring(url.indexOf("://"));
        values.put("quarkus.datasource.reactive.url", address);
        values.put("quarkus.datasource.jdbc.url", "jdbc:" + address);
    }
}
