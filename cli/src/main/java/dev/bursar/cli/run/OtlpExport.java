package dev.bursar.cli.run;

import dev.bursar.cli.tool.ToolSettings;
import java.net.URI;
import java.util.Optional;

/** Whether a tool reports its usage to Bursar by itself, over OTLP: then to record its output would be to count twice. */
record OtlpExport(ToolSettings settings, URI ingest) {

    /** Only logs count: a tool that exports metrics alone reports no calls. */
    boolean isOn() {
        return isIngest(settings.logsEndpoint());
    }

    /** Whether a project's settings ask for it, and the tool takes no such thing from a project. */
    boolean isAskedInVain() {
        return !isOn() && isIngest(settings.projectEndpoint());
    }

    private boolean isIngest(Optional<String> endpoint) {
        return endpoint.filter(address -> isSame(address, ingest)).isPresent();
    }

    private static boolean isSame(String address, URI ingest) {
        try {
            var other = URI.create(address.strip());
            return port(other) == port(ingest) && host(other).equals(host(ingest));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String host(URI address) {
        var host = String.valueOf(address.getHost());
        return host.equals("localhost") || host.equals("[::1]") ? "127.0.0.1" : host;
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }
}
