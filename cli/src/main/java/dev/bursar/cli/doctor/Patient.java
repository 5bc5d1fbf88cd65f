package dev.bursar.cli.doctor;

import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Topics;
import dev.bursar.embedded.Home;
import dev.bursar.embedded.RunningStack;
import dev.bursar.embedded.StackPorts;
import dev.bursar.embedded.StackSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The installation under examination: the one the environment names, else the embedded stack. */
final class Patient {

    private final Environment environment;
    private final Home home;
    private final StackPorts ports;

    Patient(Environment environment) {
        this.environment = environment;
        this.home = new Home(dev.bursar.cli.client.Home.of(environment));
        this.ports = StackPorts.of(home);
    }

    Environment environment() {
        return environment;
    }

    Home home() {
        return home;
    }

    StackPorts ports() {
        return ports;
    }

    RunningStack stack() {
        return new RunningStack(home);
    }

    /** Whether Kafka and PostgreSQL are somebody else's: then the embedded stack is of no interest. */
    boolean isForeign() {
        return environment.variable("BURSAR_KAFKA_BOOTSTRAP").isPresent()
                || environment.variable("BURSAR_DB_URL").isPresent();
    }

    /** Whether anything of the embedded stack is alive. */
    boolean isRunning() {
        return !stack().parts().isEmpty();
    }

    Topics topics() {
        return environment.variable("BURSAR_TOPIC_PREFIX").map(Topics::new).orElse(Topics.DEFAULT);
    }

    Path policy() {
        return environment
                .variable("BURSAR_POLICY_FILE")
                .map(file -> environment.folder().resolve(file))
                .orElse(home.policy());
    }

    /** Address and credentials for a Kafka client. */
    Map<String, Object> kafka() {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", kafkaAddress());
        copy("BURSAR_KAFKA_SECURITY_PROTOCOL", "security.protocol", client);
        copy("BURSAR_KAFKA_SASL_MECHANISM", "sasl.mechanism", client);
        copy("BURSAR_KAFKA_SSL_TRUSTSTORE", "ssl.truststore.location", client);
        copy("BURSAR_KAFKA_SSL_TRUSTSTORE_TYPE", "ssl.truststore.type", client);
        copy("BURSAR_KAFKA_SSL_TRUSTSTORE_PASSWORD", "ssl.truststore.password", client);
        copy("BURSAR_KAFKA_SSL_KEYSTORE", "ssl.keystore.location", client);
        copy("BURSAR_KAFKA_SSL_KEYSTORE_TYPE", "ssl.keystore.type", client);
        copy("BURSAR_KAFKA_SSL_KEYSTORE_PASSWORD", "ssl.keystore.password", client);
        copy("BURSAR_KAFKA_SSL_KEY_PASSWORD", "ssl.key.password", client);
        login().ifPresent(line -> client.put("sasl.jaas.config", line));
        return client;
    }

    String kafkaAddress() {
        return environment.variable("BURSAR_KAFKA_BOOTSTRAP").orElse("127.0.0.1:" + ports.kafka());
    }

    String databaseUrl() {
        return environment
                .variable("BURSAR_DB_URL")
                .map(url -> "jdbc:postgresql" + url.substring(url.indexOf("://")))
                .orElse("jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + StackSettings.DATABASE);
    }

    /** The role that may see the migrations. */
    String databaseUser() {
        return environment
                .variable("BURSAR_DB_OWNER_USER")
                .or(() -> environment.variable("BURSAR_DB_USER"))
                .orElse("bursar_owner");
    }

    String databasePassword() throws IOException {
        Optional<String> given = secret("BURSAR_DB_OWNER_PASSWORD").or(() -> secret("BURSAR_DB_PASSWORD"));
        if (given.isPresent()) {
            return given.get();
        }
        Properties saved = new Properties();
        saved.load(new StringReader(Files.readString(home.databasePasswords())));
        return saved.getProperty("owner");
    }

    private Optional<String> login() {
        return secret("BURSAR_KAFKA_SASL_JAAS")
                .or(() -> environment.variable("BURSAR_KAFKA_USERNAME").map(user -> {
                    boolean scram = environment
                            .variable("BURSAR_KAFKA_SASL_MECHANISM")
                            .orElse("PLAIN")
                            .startsWith("SCRAM-");
                    String module = scram ? "scram.ScramLoginModule" : "plain.PlainLoginModule";
                    return "org.apache.kafka.common.security." + module + " required username=" + quoted(user)
                            + " password="
                            + quoted(secret("BURSAR_KAFKA_PASSWORD").orElse("")) + ";";
                }));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void copy(String variable, String property, Map<String, Object> client) {
        (variable.endsWith("PASSWORD") ? secret(variable) : environment.variable(variable))
                .ifPresent(value -> client.put(property, value));
    }

    /** The value, or what is in the file that {@code <name>_FILE} names. */
    private Optional<String> secret(String name) {
        return environment
                .variable(name)
                .or(() -> environment.variable(name + "_FILE").flatMap(this::content));
    }

    private Optional<String> content(String file) {
        try {
            return Optional.of(
                    Files.readString(environment.folder().resolve(file)).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
