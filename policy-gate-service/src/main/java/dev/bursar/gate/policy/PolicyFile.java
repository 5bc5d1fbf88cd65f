package dev.bursar.gate.policy;

import dev.bursar.gate.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The policy file on disk. Its bytes are compared several times a second, which sees every kind of change: a write in
 * place, a rename over it, a symbolic link that leads elsewhere. A file that can't be understood changes nothing.
 */
public final class PolicyFile implements AutoCloseable {

    /** A change counts once it was seen twice, so that a file half written is not taken for a policy. */
    static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** How many earlier policies can still be shown. */
    private static final int KEPT = 100;

    private static final byte[] NONE = new byte[0];

    private final Optional<Path> file;
    private final InstantSource clock;
    private final Consumer<PolicyInForce> listener;
    private final Map<String, Policy> known = Collections.synchronizedMap(new LinkedHashMap<>());
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "policy-file");
        thread.setDaemon(true);
        return thread;
    });
    private volatile PolicyInForce inForce;
    private byte[] judged = NONE;
    private byte[] seen = NONE;

    /** What is on disk: bytes, or why there are none. */
    private record Content(byte[] bytes, String failure) {}

    /** @param listener told of every change, on the watching thread */
    public PolicyFile(Path file, InstantSource clock, Consumer<PolicyInForce> listener) {
        this(Optional.of(file), clock, listener);
    }

    private PolicyFile(Optional<Path> file, InstantSource clock, Consumer<PolicyInForce> listener) {
        this.file = file;
        this.clock = clock;
        this.listener = listener;
        this.inForce = new PolicyInForce(Optional.empty(), clock.instant(), List.of());
    }

    /** Stands for the file that nobody named. */
    static PolicyFile none(InstantSource clock, Consumer<PolicyInForce> listener) {
        return new PolicyFile(Optional.empty(), clock, listener);
    }

    /** Reads the file as it is, and goes on watching it. */
    public void start() {
        var content = content();
        seen = content.bytes();
        judge(content);
        looking.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    public PolicyInForce inForce() {
        return inForce;
    }

    /** A policy that is or was in force since the start. */
    public Optional<Policy> version(String version) {
        return Optional.ofNullable(known.get(version));
    }

    /** Whatever goes wrong, the watch goes on and the policy in force stays. */
    private void look() {
        try {
            compare();
        } catch (RuntimeException e) {
            var problem = new YamlProblem(1, 1, "", "the file can't be judged: " + e);
            inForce = new PolicyInForce(inForce.policy(), inForce.since(), List.of(problem));
        }
    }

    private void compare() {
        var content = content();
        boolean settled = Arrays.equals(seen, content.bytes());
        seen = content.bytes();
        if (settled && !Arrays.equals(judged, content.bytes())) {
            judge(content);
        }
    }

    private void judge(Content content) {
        judged = content.bytes();
        var reading = content.failure().isEmpty()
                ? PolicyReader.read(content.bytes())
                : new PolicyReading.Broken(List.of(new YamlProblem(1, 1, "", content.failure())));
        var now = clock.instant();
        if (reading instanceof PolicyReading.Loaded loaded) {
            remember(loaded.policy());
            tell(new PolicyInForce(Optional.of(loaded.policy()), now, List.of()));
        } else {
            tell(new PolicyInForce(inForce.policy(), since(now), ((PolicyReading.Broken) reading).problems()));
        }
    }

    private Instant since(Instant now) {
        return inForce.policy().isPresent() ? inForce.since() : now;
    }

    private void tell(PolicyInForce changed) {
        inForce = changed;
        listener.accept(changed);
    }

    private void remember(Policy policy) {
        synchronized (known) {
            known.remove(policy.version());
            known.put(policy.version(), policy);
            if (known.size() > KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    private Content content() {
        return file.map(PolicyFile::content).orElseGet(() -> new Content(NONE, "BURSAR_POLICY_FILE is not set"));
    }

    private static Content content(Path file) {
        try {
            var size = Files.size(file);
            return size > PolicyReader.MAX_BYTES
                    ? new Content(NONE, "the file has " + size + " bytes; 1 MiB is the most")
                    : new Content(Files.readAllBytes(file), "");
        } catch (NoSuchFileException e) {
            return new Content(NONE, "there is no such file");
        } catch (IOException e) {
            return new Content(NONE, "the file can't be read: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
