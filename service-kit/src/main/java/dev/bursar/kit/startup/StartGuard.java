package dev.bursar.kit.startup;

import dev.bursar.kit.startup.UnsafeSettings.Unsafe;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Stops a start whose settings nobody can have meant. */
@Singleton
class StartGuard {

    private static final Logger LOG = Logger.getLogger(StartGuard.class);
    private static final String PREFIX = "BURSAR_";
    /** Before anything else is started. */
    private static final int FIRST = 1;

    private final Config config;

    StartGuard(Config config) {
        this.config = config;
    }

    void judge(@Observes @Priority(FIRST) StartupEvent event) {
        unknown(System.getenv()).ifPresent(line -> {
            throw new ConfigurationException(line);
        });
        config.getOptionalValue(BursarConfigSource.FAULT, String.class).ifPresent(line -> {
            throw new ConfigurationException(line);
        });
        for (var unsafe : unsafe()) {
            if (unsafe.severe()) {
                throw new ConfigurationException(unsafe.name() + ": " + unsafe.consequence());
            }
            LOG.warnf("unsafe=%s consequence=\"%s\"", unsafe.name(), unsafe.consequence());
        }
    }

    private List<Unsafe> unsafe() {
        try {
            return UnsafeSettings.find(this::value);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(Setting.property(name), String.class);
    }

    /** What is wrong with the names in an environment. */
    static Optional<String> unknown(Map<String, String> environment) {
        var unknown = environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !Settings.isKnown(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(unknown.stream().map(StartGuard::describe).collect(Collectors.joining("; ")));
    }

    private static String describe(String name) {
        return "unknown setting " + name
                + Settings.nearest(name)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse(", see docs/configuration.md");
    }
}
