package dev.bursar.embedded;

import dev.bursar.embedded.process.Ports;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ports of a stack, all counted from one.
 *
 * @param base the first: ingest, aggregator, gate, Kafka, its controller, PostgreSQL; health and metrics 1000 above
 */
public record StackPorts(int base) {

    public static final StackPorts DEFAULT = new StackPorts(8471);

    private static final int HIGHEST_BASE = 64_000;

    public StackPorts {
        if (base < 1024 || base > HIGHEST_BASE) {
            throw new IllegalArgumentException("the first port is between 1024 and " + HIGHEST_BASE + ", not " + base);
        }
    }

    /** Those that the stack of {@code home} was last started with. */
    public static StackPorts of(Home home) {
        try {
            return new StackPorts(
                    Integer.parseInt(Files.readString(home.basePort()).strip()));
        } catch (IOException | IllegalArgumentException neverStarted) {
            return DEFAULT;
        }
    }

    void writeTo(Home home) throws IOException {
        Files.writeString(home.basePort(), base + "\n");
    }

    public int http(Service service) {
        return base + service.ordinal();
    }

    public int management(Service service) {
        return base + 1000 + service.ordinal();
    }

    public int kafka() {
        return base + 3;
    }

    /** The services' addresses as a file of settings, under the names the command line knows them by. */
    String addresses() {
        return Arrays.stream(Service.values())
                .map(service -> "BURSAR_" + service.name() + "_URL=http://127.0.0.1:" + http(service) + "\n")
                .collect(Collectors.joining());
    }

    int controller() {
        return base + 4;
    }

    public int postgres() {
        return base + 5;
    }

    /** Fails with the first port that somebody else listens on. */
    void mustBeFree() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            all.put("the " + service.label() + " service", http(service));
            all.put("health and metrics of the " + service.label() + " service", management(service));
        }
        all.put("Kafka", kafka());
        all.put("Kafka's controller", controller());
        all.put("PostgreSQL", postgres());
        all.forEach((user, port) -> {
            if (!Ports.isFree(port)) {
                throw new StartFailure("port " + port + " is taken, " + user
                        + " needs it: stop what listens there, or choose other ports with --base-port");
            }
        });
    }
}
