package dev.bursar.kit.startup;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Framework names, listed; and secrets that were read from files, answered only when asked for by name. */
final class BursarConfigSource implements ConfigSource {

    /** Where a setting that can't be used is told to {@link StartGuard}: thrown here it would be a stack trace. */
    static final String FAULT = "bursar-settings-fault";

    private final int ordinal;
    private final Map<String, String> names;
    private final Map<String, String> secrets;

    BursarConfigSource(int ordinal, Map<String, String> names, Map<String, String> secrets) {
        this.ordinal = ordinal;
        this.names = Map.copyOf(names);
        this.secrets = Map.copyOf(secrets);
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }

    @Override
    public Set<String> getPropertyNames() {
        return names.keySet();
    }

    @Override
    public String getValue(String name) {
        var value = names.get(name);
        return value == null ? secrets.get(name) : value;
    }

    @Override
    public String getName() {
        return "Bursar's settings";
    }
}
