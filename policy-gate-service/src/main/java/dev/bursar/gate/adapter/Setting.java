package dev.bursar.gate.adapter;

import static dev.bursar.contract.policy.Reason.ARGUMENT_INVALID;
import static dev.bursar.contract.policy.Reason.OPTION_DENIED;

import dev.bursar.contract.policy.Violation;
import java.util.Optional;

/** One thing that a launch asks for beyond the image. */
public sealed interface Setting {

    /** What the rules have against it, if anything. */
    Optional<Violation> refusedBy(ContainerRules rules);

    /**
     * An option that is allowed by name.
     *
     * @param shown the option as the caller wrote it, without a value that may be secret
     */
    record Named(ContainerOption option, String shown) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            return rules.allows(option)
                    ? Optional.empty()
                    : Optional.of(denied("containers.options", shown, "option " + shown));
        }
    }

    /**
     * An option with a value that it can't have.
     *
     * @param detail what is wrong with it
     */
    record Unreadable(ContainerOption option, String shown, String detail) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            return Optional.of(
                    rules.allows(option)
                            ? new Violation(ARGUMENT_INVALID, "arguments", shown, shown + ": " + detail)
                            : denied(option.rule(), shown, "option " + shown));
        }
    }

    /**
     * Ports of the host that lead into the container; both 0 where the engine picks a free one.
     *
     * @param shown as the caller wrote it
     */
    record Published(int first, int last, String shown) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            if (!rules.allows(ContainerOption.PORTS)) {
                return Optional.of(denied("containers.options", "ports", "option ports"));
            }
            return first != 0 && first < rules.minHostPort()
                    ? Optional.of(denied("containers.ports.min_host", shown, "host port " + first))
                    : Optional.empty();
        }
    }

    /** A network, or another container's, that the launch joins. */
    record Joined(String network) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            return rules.networks().contains(network)
                    ? Optional.empty()
                    : Optional.of(denied("containers.networks", network, "network " + network));
        }
    }

    /** A Linux capability, in capitals and without {@code CAP_}. */
    record Capability(String name) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            return rules.capabilities().contains(name)
                    ? Optional.empty()
                    : Optional.of(denied("containers.capabilities", name, "capability " + name));
        }
    }

    /** A folder or file of the host, absolute and without {@code ..}. */
    record HostPath(String path) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            return rules.allowsHostPath(path)
                    ? Optional.empty()
                    : Optional.of(denied("containers.mounts.host_paths", path, "mount of host path " + path));
        }
    }

    /** A volume of the engine by name; empty for a new one without a name. */
    record Volume(String name) implements Setting {

        @Override
        public Optional<Violation> refusedBy(ContainerRules rules) {
            var shown = name.isEmpty() ? "without a name" : name;
            return rules.allowsVolume(name)
                    ? Optional.empty()
                    : Optional.of(denied("containers.mounts.volumes", name, "volume " + shown));
        }
    }

    private static Violation denied(String rule, String value, String what) {
        return new Violation(OPTION_DENIED, rule, value, what + " is not allowed");
    }
}
