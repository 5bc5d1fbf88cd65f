package dev.bursar.cli.client;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which server is asked. */
public final class Connection {

    private final Environment environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server to ask. Without it: $BURSAR_INGEST_URL, $BURSAR_AGGREGATOR_URL, $BURSAR_GATE_URL, else"
                            + " the stack on this machine. The token is $BURSAR_TOKEN, else that of .bursar/.")
    private String url;

    public Connection(Environment environment) {
        this.environment = environment;
    }

    /** @throws CommandFailure where there is no token, or an address is none */
    public Api open() {
        var addresses = new EnumMap<Service, URI>(Service.class);
        for (var service : Service.values()) {
            addresses.put(service, address(service));
        }
        return new Api(addresses, Token.of(environment));
    }

    /** What was said on the command line, to be said again. */
    public List<String> options() {
        return url == null ? List.of() : List.of("--url", url);
    }

    /** Where a service is. */
    public URI address(Service service) {
        if (url != null) {
            return parse("--url", url);
        }
        var given = environment.variable(service.variable());
        return given.isPresent()
                ? parse(service.variable(), given.get())
                : parse(
                        Addresses.FILE,
                        Addresses.of(environment).getOrDefault(service.variable(), service.usualAddress()));
    }

    private static URI parse(String origin, String text) {
        var plain = text.replaceAll("/+$", "");
        return Optional.of(plain)
                .filter(address -> address.toLowerCase(Locale.ROOT).matches("https?://[^\\s/?#]+[^\\s?#]*"))
                .map(URI::create)
                .orElseThrow(
                        () -> new CommandFailure(origin + " is not an address like http://127.0.0.1:8472: " + text));
    }
}
