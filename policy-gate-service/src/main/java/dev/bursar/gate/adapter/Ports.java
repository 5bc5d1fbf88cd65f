package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.policy.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * The ports of the host that a launch publishes, in the forms of the command line, the SDKs, the Engine API and compose
 * files.
 */
final class Ports {

    private static final int MAX_PORT = 65_535;
    private static final Set<String> HOST_KEYS = Set.of("hostport", "published", "host", "publicport");
    private static final Set<String> OTHER_KEYS = Set.of(
            "containerport",
            "target",
            "container",
            "privateport",
            "hostip",
            "protocol",
            "proto",
            "type",
            "name",
            "mode",
            "appprotocol");

    private final String shown;
    private final List<Setting> settings = new ArrayList<>();

    private Ports(String shown) {
        this.shown = shown;
    }

    static List<Setting> read(String shown, JsonNode value) {
        var ports = new Ports(shown);
        if (value.isArray()) {
            value.forEach(ports::element);
        } else if (value.isObject()) {
            value.properties().forEach(entry -> ports.entry(entry.getKey(), entry.getValue()));
        } else {
            ports.element(value);
        }
        return ports.settings;
    }

    /** A mapping in short form, a bare container port, or an object that names its parts. */
    private void element(JsonNode value) {
        if (value.isTextual()) {
            mapping(value.textValue());
        } else if (value.isIntegralNumber()) {
            range(value.asText(), false);
        } else if (value.isObject() && !value.isEmpty()) {
            parts(value);
        } else {
            unreadable(value.toString());
        }
    }

    /** {@code [[ip:]host:]container[/protocol]}. */
    private void mapping(String text) {
        var address = text.startsWith("[") ? text.substring(0, text.indexOf(']') + 1) : "";
        var parts = text.substring(address.length()).split(":", -1);
        int given = parts.length - (address.isEmpty() ? 0 : 1);
        boolean addressed = !address.isEmpty() && parts[0].isEmpty();
        if (given < 1 || given > (address.isEmpty() ? 3 : 2) || !address.isEmpty() && !addressed) {
            unreadable(text);
            return;
        }
        range(withoutProtocol(parts[parts.length - 1]), false);
        if (given > 1) {
            range(parts[parts.length - 2], true);
        } else {
            settings.add(new Setting.Published(0, 0, excerpt(text)));
        }
    }

    /**
     * An entry of an object. Docker's SDKs write {@code container: host}, some tools the reverse; the side with a
     * protocol is the container's, and where no side has one both are taken for the host's.
     */
    private void entry(String key, JsonNode value) {
        range(withoutProtocol(key), false);
        if (key.indexOf('/') >= 0 || !value.isValueNode() || value.isNull()) {
            hostSide(value);
        } else if (value.asText().indexOf('/') >= 0) {
            range(key, true);
            range(withoutProtocol(value.asText()), false);
        } else {
            range(key, true);
            hostSide(value);
        }
    }

    private void hostSide(JsonNode value) {
        if (value.isNull() || value.isContainerNode() && value.isEmpty()) {
            settings.add(new Setting.Published(0, 0, shown));
        } else if (value.isTextual() && value.textValue().indexOf(':') >= 0) {
            mapping(value.textValue() + ":1");
        } else if (value.isTextual() || value.isIntegralNumber()) {
            range(value.asText(), true);
        } else if (value.isObject()) {
            parts(value);
        } else if (isAddressAndPort(value)) {
            hostSide(value.get(1));
        } else if (value.isArray()) {
            value.forEach(this::hostSide);
        } else {
            unreadable(value.toString());
        }
    }

    /** Docker's SDK for Python takes a pair of interface and port. */
    private static boolean isAddressAndPort(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isTextual()
                && !value.get(0).textValue().chars().allMatch(c -> c >= '0' && c <= '9')
                && value.get(1).isValueNode();
    }

    private void parts(JsonNode value) {
        var seen = new HashMap<String, JsonNode>();
        for (var entry : value.properties()) {
            var key = Spelling.fold(entry.getKey());
            boolean known = HOST_KEYS.contains(key) || OTHER_KEYS.contains(key);
            if (!known
                    || seen.put(key, entry.getValue()) != null
                    || entry.getValue().isContainerNode()) {
                unreadable(entry.getKey());
                return;
            }
        }
        var hosts = seen.keySet().stream().filter(HOST_KEYS::contains).toList();
        if (hosts.stream().allMatch(key -> seen.get(key).asText("").isEmpty())) {
            settings.add(new Setting.Published(0, 0, shown));
        } else {
            hosts.forEach(key -> range(seen.get(key).asText(), true));
        }
    }

    private static String withoutProtocol(String text) {
        for (var protocol : List.of("/tcp", "/udp", "/sctp")) {
            if (text.endsWith(protocol)) {
                return text.substring(0, text.length() - protocol.length());
            }
        }
        return text;
    }

    /** One port, or two joined by a dash. An empty host side lets the engine pick. */
    private void range(String text, boolean host) {
        if (text.isEmpty() && host) {
            settings.add(new Setting.Published(0, 0, shown));
            return;
        }
        int dash = text.indexOf('-');
        int first = port(dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : port(text.substring(dash + 1));
        if (first < 0 || last < first) {
            unreadable(text);
        } else if (host) {
            settings.add(new Setting.Published(first, last, excerpt(text)));
        }
    }

    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port <= MAX_PORT ? port : -1;
    }

    private void unreadable(String text) {
        settings.add(new Setting.Unreadable(ContainerOption.PORTS, shown, "\"" + excerpt(text) + "\" is not a port"));
    }

    private static String excerpt(String text) {
        return Violation.excerpt(text);
    }
}
