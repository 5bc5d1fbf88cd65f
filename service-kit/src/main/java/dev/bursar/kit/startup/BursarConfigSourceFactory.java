package dev.bursar.kit.startup;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads secrets from their files and hands Bursar's settings on to the frameworks underneath. */
public final class BursarConfigSourceFactory implements ConfigSourceFactory {

    /** Above what is packaged with a service (250), below the environment (300). */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        try {
            var secrets = secrets(context);
            var names = FrameworkSettings.of(name -> value(context, Setting.property(name))
                    .or(() -> Optional.ofNullable(secrets.get(Setting.property(name)))));
            return List.of(new BursarConfigSource(ORDINAL, names, secrets));
        } catch (IllegalArgumentException e) {
            return List.of(new BursarConfigSource(
                    ORDINAL, Map.of(), Map.of(BursarConfigSource.FAULT, String.valueOf(e.getMessage()))));
        }
    }

    private static Map<String, String> secrets(ConfigSourceContext context) {
        var secrets = new HashMap<String, String>();
        for (var setting : Settings.all()) {
            if (setting.secret()) {
                value(context, Setting.property(setting.fileName()))
                        .ifPresent(file -> secrets.put(setting.property(), read(setting, file)));
            }
        }
        return secrets;
    }

    private static String read(Setting setting, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(setting.fileName() + ": can't read " + file, e);
        }
    }

    private static Optional<String> value(ConfigSourceContext context, String property) {
        return Optional.ofNullable(context.getValue(property))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isEmpty());
    }
}
