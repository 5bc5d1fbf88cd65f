package dev.bursar.embedded;

import dev.bursar.contract.Topics;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a stack is started with.
 *
 * @param checkout where the packaged services are
 * @param environment of the caller; {@code BURSAR_*} settings in it reach the services
 */
public record StackSettings(Home home, Path checkout, StackPorts ports, Map<String, String> environment) {

    /** The database of every embedded stack. */
    public static final String DATABASE = "bursar";

    public StackSettings {
        checkout = checkout.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    Topics topics() {
        return new Topics(environment.getOrDefault("BURSAR_TOPIC_PREFIX", ServiceLaunch.DEFAULT_PREFIX));
    }
}
