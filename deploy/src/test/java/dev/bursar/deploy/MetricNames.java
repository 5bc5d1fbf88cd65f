package dev.bursar.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of metrics that the services register, as Prometheus shows them. */
final class MetricNames {

    private static final Pattern CONSTANT = Pattern.compile("\"(bursar(?:\\.[a-z]+)+)\"");
    private static final Set<String> SUFFIXES =
            Set.of("_total", "_seconds", "_seconds_count", "_seconds_sum", "_seconds_bucket", "_seconds_max");

    private final Set<String> registered = new TreeSet<>();

    static MetricNames ofTheServices() {
        var names = new MetricNames();
        Stream.of("usage-ingest-service", "cost-aggregator-service", "policy-gate-service")
                .flatMap(module -> Checkout.sources(module).stream())
                .forEach(names::read);
        return names;
    }

    private void read(Path source) {
        try {
            CONSTANT.matcher(Files.readString(source))
                    .results()
                    .forEach(name -> registered.add(name.group(1).replace('.', '_')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String shown) {
        return registered.contains(shown)
                || SUFFIXES.stream()
                        .anyMatch(suffix -> shown.endsWith(suffix)
                                && registered.contains(shown.substring(0, shown.length() - suffix.length())));
    }

    /** Those that a text of queries asks for. */
    static Set<String> in(String queries) {
        var used = new TreeSet<String>();
        Pattern.compile("\\bbursar_[a-z_]+").matcher(queries).results().forEach(name -> used.add(name.group()));
        return used;
    }
}
