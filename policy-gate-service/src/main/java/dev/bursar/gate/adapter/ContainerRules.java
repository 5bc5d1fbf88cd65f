package dev.bursar.gate.adapter;

import dev.bursar.contract.Glob;
import dev.bursar.contract.policy.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a launch may ask for. What is not listed is denied.
 *
 * @param options names that {@link ContainerOption#permit()} gives to options
 * @param minHostPort lowest port of the host that may be published
 * @param hostPaths folders or files of the host that may be mounted, with what is in them
 */
public record ContainerRules(
        Set<String> options,
        Set<String> networks,
        int minHostPort,
        Set<String> capabilities,
        List<String> hostPaths,
        List<Glob> volumes) {

    public ContainerRules {
        options = Set.copyOf(options);
        networks = Set.copyOf(networks);
        capabilities = capabilities.stream().map(ContainerRules::capability).collect(Collectors.toUnmodifiableSet());
        hostPaths = List.copyOf(hostPaths);
        volumes = List.copyOf(volumes);
    }

    /** One spelling for a capability: capitals, no {@code CAP_}. */
    static String capability(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper.substring(4) : upper;
    }

    public List<Violation> judge(Launch launch) {
        return launch.settings().stream()
                .map(setting -> setting.refusedBy(this))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    boolean allows(ContainerOption option) {
        return switch (option) {
            case NETWORK -> !networks.isEmpty();
            case CAP_ADD -> !capabilities.isEmpty();
            case MOUNTS -> !hostPaths.isEmpty() || !volumes.isEmpty();
            default -> options.contains(option.permit());
        };
    }

    /** A socket is reachable only by an entry of its own: whoever allows a folder does not mean the engine's socket. */
    boolean allowsHostPath(String path) {
        return hostPaths.stream()
                .anyMatch(allowed -> path.equals(allowed) || !path.endsWith(".sock") && isWithin(path, allowed));
    }

    private static boolean isWithin(String path, String folder) {
        return path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    boolean allowsVolume(String name) {
        return volumes.stream().anyMatch(glob -> glob.matches(name));
    }
}
