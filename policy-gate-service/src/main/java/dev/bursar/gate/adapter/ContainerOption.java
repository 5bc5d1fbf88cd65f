package dev.bursar.gate.adapter;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every option of a container that an engine knows, under all its names: those of the command line, of the Engine API
 * ({@code Config} and {@code HostConfig}, docs.docker.com/reference/api/engine) and of Docker's SDK for Python. The
 * table is closed: a name that is not in it is never passed on.
 */
public enum ContainerOption {
    NAME(Shape.TEXT, "containername"),
    COMMAND(Shape.WORDS, "cmd"),
    ENVIRONMENT(Shape.TABLE, "env", "environmentvariables"),
    ENV_FILE(Shape.ANY),
    LABELS(Shape.TABLE, "label"),
    LABEL_FILE(Shape.ANY),
    PORTS(Shape.PORTS, "portbindings", "publish", "portmappings"),
    EXPOSED_PORTS("ports", Shape.ANY, "expose"),
    PUBLISH_ALL_PORTS(Shape.FLAG, "publishall"),
    DETACH(Shape.FLAG, "detached"),
    AUTO_REMOVE(Shape.FLAG, "remove", "rm"),
    WORKING_DIR(Shape.TEXT, "workdir"),
    MEMORY(Shape.AMOUNT, "memlimit", "memorylimit"),
    MEMORY_RESERVATION("memory", Shape.AMOUNT, "memreservation"),
    MEMORY_SWAP(Shape.AMOUNT, "memswaplimit"),
    MEMORY_SWAPPINESS(Shape.AMOUNT, "memswappiness"),
    KERNEL_MEMORY(Shape.AMOUNT, "kernelmemorytcp"),
    CPUS(Shape.AMOUNT, "cpulimit"),
    NANO_CPUS("cpus", Shape.AMOUNT),
    CPU_SHARES("cpus", Shape.AMOUNT),
    CPU_PERIOD("cpus", Shape.AMOUNT),
    CPU_QUOTA("cpus", Shape.AMOUNT),
    CPU_COUNT("cpus", Shape.AMOUNT),
    CPU_PERCENT("cpus", Shape.AMOUNT),
    CPUSET_CPUS(Shape.TEXT, "cpuset"),
    CPUSET_MEMS(Shape.TEXT),
    CPU_RT_PERIOD(Shape.AMOUNT, "cpurealtimeperiod"),
    CPU_RT_RUNTIME(Shape.AMOUNT, "cpurealtimeruntime"),
    USER(Shape.TEXT),
    NETWORK(Shape.NETWORKS, "networkmode", "networks", "net", "networkingconfig"),
    NETWORK_ENDPOINT(Shape.ANY, "networkalias", "networkaliases", "netalias", "aliases", "ip", "ip6", "linklocalip"),
    NETWORK_DISABLED(Shape.FLAG),
    CAP_ADD(Shape.CAPABILITIES, "capabilities"),
    CAP_DROP(Shape.WORDS),
    MOUNTS(Shape.MOUNTS, "mount", "volumes", "volume", "binds"),
    VOLUMES_FROM(Shape.ANY),
    VOLUME_DRIVER(Shape.TEXT),
    TMPFS(Shape.ANY),
    PRIVILEGED(Shape.FLAG),
    PID_MODE(Shape.TEXT, "pid"),
    IPC_MODE(Shape.TEXT, "ipc"),
    UTS_MODE(Shape.TEXT, "uts"),
    USERNS_MODE(Shape.TEXT, "userns"),
    CGROUPNS_MODE(Shape.TEXT, "cgroupns"),
    CGROUP(Shape.TEXT),
    CGROUP_PARENT(Shape.TEXT),
    DEVICES(Shape.ANY, "device"),
    DEVICE_REQUESTS(Shape.ANY, "gpus"),
    DEVICE_CGROUP_RULES(Shape.ANY, "devicecgrouprule"),
    DEVICE_LIMITS(
            Shape.ANY,
            "blkiodevicereadbps",
            "blkiodevicewritebps",
            "blkiodevicereadiops",
            "blkiodevicewriteiops",
            "devicereadbps",
            "devicewritebps",
            "devicereadiops",
            "devicewriteiops",
            "blkioweightdevice"),
    BLKIO_WEIGHT(Shape.AMOUNT),
    IO_LIMITS(Shape.ANY, "iomaximumiops", "iomaximumbandwidth", "iomaxiops", "iomaxbandwidth"),
    SECURITY_OPT(Shape.ANY, "securityopts"),
    MASKED_PATHS(Shape.PRESENT),
    READONLY_PATHS(Shape.PRESENT),
    ENTRYPOINT(Shape.WORDS),
    HOSTNAME(Shape.TEXT),
    DOMAINNAME(Shape.TEXT),
    MAC_ADDRESS(Shape.TEXT),
    DNS(Shape.ANY),
    DNS_OPTIONS(Shape.ANY, "dnsopt", "dnsoption", "dnsopts"),
    DNS_SEARCH(Shape.ANY),
    EXTRA_HOSTS(Shape.ANY, "addhost"),
    LINKS(Shape.ANY, "link"),
    GROUP_ADD(Shape.ANY),
    TTY(Shape.FLAG),
    STDIN_OPEN(Shape.FLAG, "openstdin", "interactive"),
    STDIN_ONCE(Shape.FLAG),
    ATTACH(Shape.ANY, "attachstdin", "attachstdout", "attachstderr", "stdin", "stdout", "stderr", "stream"),
    DETACH_KEYS(Shape.TEXT),
    INIT(Shape.FLAG),
    INIT_PATH(Shape.TEXT),
    HEALTHCHECK(
            Shape.ANY,
            "healthcmd",
            "healthinterval",
            "healthretries",
            "healthstartinterval",
            "healthstartperiod",
            "healthtimeout",
            "nohealthcheck"),
    STOP_SIGNAL(Shape.TEXT),
    STOP_TIMEOUT(Shape.AMOUNT, "stopgraceperiod"),
    RESTART(Shape.RESTART, "restartpolicy"),
    READ_ONLY(Shape.FLAG, "readonlyrootfs"),
    RUNTIME(Shape.TEXT),
    ISOLATION(Shape.TEXT),
    PLATFORM(Shape.TEXT),
    PULL(Shape.TEXT, "pullpolicy"),
    ALL_TAGS(Shape.FLAG),
    QUIET(Shape.FLAG),
    SHM_SIZE(Shape.AMOUNT),
    STORAGE_OPT(Shape.ANY),
    SYSCTLS(Shape.ANY, "sysctl"),
    ULIMITS(Shape.ANY, "ulimit"),
    PIDS_LIMIT(Shape.AMOUNT),
    OOM_KILL_DISABLE(Shape.FLAG),
    OOM_SCORE_ADJ(Shape.AMOUNT),
    LOG_CONFIG(Shape.ANY, "logdriver", "logopt", "logging"),
    ANNOTATIONS(Shape.ANY, "annotation"),
    CONTAINER_ID_FILE(Shape.TEXT, "cidfile"),
    CONSOLE_SIZE(Shape.ANY),
    SHELL(Shape.WORDS),
    ON_BUILD(Shape.ANY),
    ARGS_ESCAPED(Shape.FLAG),
    USE_CONFIG_PROXY(Shape.FLAG),
    SIG_PROXY(Shape.FLAG),
    DISABLE_CONTENT_TRUST(Shape.FLAG),
    LXC_CONF(Shape.ANY),
    API_VERSION(Shape.ANY, "version");

    private static final Map<String, ContainerOption> BY_SPELLING = spellings();
    private static final SortedSet<String> PERMITS = Stream.of(values())
            .map(ContainerOption::permit)
            .collect(Collectors.collectingAndThen(
                    Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));

    private final String permit;
    private final Shape shape;
    private final List<String> aliases;

    ContainerOption(Shape shape, String... aliases) {
        this(null, shape, aliases);
    }

    ContainerOption(String permit, Shape shape, String... aliases) {
        this.permit = permit == null ? name().toLowerCase(Locale.ROOT) : permit;
        this.shape = shape;
        this.aliases = List.of(aliases);
    }

    /** The option that a key names, in whatever case and with whatever separators it is written. */
    static Optional<ContainerOption> named(String key) {
        return Optional.ofNullable(BY_SPELLING.get(Spelling.fold(key)));
    }

    /** Every name that a policy may list under {@code containers.options}. */
    public static SortedSet<String> permits() {
        return PERMITS;
    }

    /** The name under which a policy allows this option; several options may share one. */
    public String permit() {
        return permit;
    }

    Shape shape() {
        return shape;
    }

    /** The place in a policy where this option is allowed. */
    String rule() {
        return switch (this) {
            case NETWORK -> "containers.networks";
            case CAP_ADD -> "containers.capabilities";
            case MOUNTS -> "containers.mounts";
            default -> "containers.options";
        };
    }

    private static Map<String, ContainerOption> spellings() {
        var spellings = new HashMap<String, ContainerOption>();
        for (var option : values()) {
            Stream.concat(Stream.of(Spelling.fold(option.name())), option.aliases.stream())
                    .forEach(spelling -> {
                        if (spellings.put(spelling, option) != null) {
                            throw new IllegalStateException("two options are called " + spelling);
                        }
                    });
        }
        return Map.copyOf(spellings);
    }
}
