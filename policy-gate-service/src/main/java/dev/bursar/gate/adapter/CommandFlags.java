package dev.bursar.gate.adapter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flags of one command of the docker command line (docs.docker.com/reference/cli/docker/container/run). */
final class CommandFlags {

    static final CommandFlags RUN = new CommandFlags(
            "detach disable-content-trust init interactive no-healthcheck oom-kill-disable privileged publish-all quiet"
                    + " read-only rm sig-proxy tty",
            "add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile"
                    + " cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus"
                    + " cpuset-cpus cpuset-mems detach-keys device device-cgroup-rule device-read-bps device-read-iops"
                    + " device-write-bps device-write-iops dns dns-opt dns-option dns-search domainname entrypoint env"
                    + " env-file expose gpus group-add health-cmd health-interval health-retries health-start-interval"
                    + " health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation"
                    + " kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory"
                    + " memory-reservation memory-swap memory-swappiness mount name net net-alias network"
                    + " network-alias oom-score-adj pid pids-limit platform publish pull restart runtime security-opt"
                    + " shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume"
                    + " volume-driver volumes-from workdir",
            "d=detach i=interactive P=publish-all q=quiet t=tty a=attach c=cpu-shares e=env h=hostname l=label m=memory"
                    + " p=publish u=user v=volume w=workdir");

    static final CommandFlags PULL =
            new CommandFlags("all-tags disable-content-trust quiet", "platform", "a=all-tags q=quiet");

    /** Flags whose name is not the option's in any spelling. */
    private static final Map<String, ContainerOption> NAMED_OTHERWISE =
            Map.of("io-maxbandwidth", ContainerOption.IO_LIMITS, "io-maxiops", ContainerOption.IO_LIMITS);

    /**
     * One flag.
     *
     * @param valued whether a value follows
     */
    record Flag(String name, boolean valued) {

        ContainerOption option() {
            return Optional.ofNullable(NAMED_OTHERWISE.get(name))
                    .or(() -> ContainerOption.named(name))
                    .orElseThrow(() -> new IllegalStateException("no option for flag " + name));
        }
    }

    private final Map<String, Flag> byName = new HashMap<>();
    private final Map<Character, Flag> byLetter = new HashMap<>();

    private CommandFlags(String switches, String valued, String letters) {
        for (var name : switches.split(" ")) {
            byName.put(name, new Flag(name, false));
        }
        for (var name : valued.split(" ")) {
            byName.put(name, new Flag(name, true));
        }
        for (var letter : letters.split(" ")) {
            byLetter.put(letter.charAt(0), byName.get(letter.substring(2)));
        }
    }

    Optional<Flag> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Flag> lettered(char letter) {
        return Optional.ofNullable(byLetter.get(letter));
    }

    /** Every flag, for a test of the table. */
    Set<Flag> all() {
        return new HashSet<>(byName.values());
    }
}
