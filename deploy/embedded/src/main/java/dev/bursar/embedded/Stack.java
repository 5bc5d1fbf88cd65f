package dev.bursar.embedded;

import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The whole of Bursar on one machine: PostgreSQL, Kafka and the three services, each a process that ends with this one. */
public final class Stack {

    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(180);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final StackSettings settings;
    private final Progress progress;
    private final InstantSource clock;
    private final List<Part> servers = new ArrayList<>();
    private final List<Part> services = new ArrayList<>();
    private StackLock lock;
    private volatile boolean stopping;

    public Stack(StackSettings settings, Progress progress, InstantSource clock) {
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
    }

    /** Returns once every service is ready; fails with one line, and nothing left running. */
    public void start() {
        Preparation preparation = new Preparation(settings, progress);
        lock = preparation.lock();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stack-stop"));
        try {
            preparation.makeRoom();
            progress.say("Bursar starts in " + settings.home().folder());
            ServiceCopy.make(settings.checkout(), settings.home());
            Secrets secrets = Secrets.of(settings.home(), clock.instant());
            startAll(new Servers(settings, secrets), new ServiceLaunch(settings, secrets));
        } catch (IOException failure) {
            stop();
            throw StartFailure.of("can't write to " + settings.home().folder(), failure);
        } catch (RuntimeException failure) {
            stop();
            throw failure;
        }
    }

    /** Tells other processes that it serves. */
    public void announce() {
        try {
            Files.writeString(settings.home().addresses(), settings.ports().addresses());
            Files.writeString(settings.home().ready(), "");
        } catch (IOException failure) {
            throw StartFailure.of("can't write to " + settings.home().folder(), failure);
        }
    }

    /** Starts again what ends by itself; returns once {@link #stop} was called. */
    public void supervise() {
        while (!stopping) {
            pause(LOOK_EVERY);
            synchronized (this) {
                everyPart().forEach(this::lookAfter);
            }
        }
    }

    /** Stops the services, then their servers. */
    public synchronized void stop() {
        if (stopping || lock == null) {
            return;
        }
        stopping = true;
        if (!servers.isEmpty()) {
            progress.say("stopping");
        }
        stopTogether(services);
        stopTogether(servers);
        try {
            Files.deleteIfExists(settings.home().ready());
            Files.deleteIfExists(settings.home().processes());
        } catch (IOException failure) {
            progress.say("can't clean up: " + failure);
        }
        lock.release();
    }

    /** A service waits for Kafka by itself, so that its classes load while Kafka starts; for its tables it needs a database. */
    private void startAll(Servers made, ServiceLaunch launch) throws IOException {
        Stopwatch watch = new Stopwatch();
        synchronized (this) {
            progress.say("  kafka, postgresql: starting");
            add(servers, new Part("kafka", made::kafka)).start();
            add(servers, new Part("postgresql", made::postgres)).start();
            record();
            made.createDatabase();
            progress.say("  postgresql         ready after " + watch);
            startServices(launch);
            made.awaitKafka();
            made.createTopics();
            progress.say("  kafka              ready after " + watch);
        }
        new ServiceWait(settings, progress, watch, SERVICE_PATIENCE).await(services);
    }

    private void startServices(ServiceLaunch launch) throws IOException {
        for (Service service : Service.values()) {
            add(services, new Part(service.label(), () -> new RunningChild(launch.start(service))))
                    .start();
        }
        record();
    }

    private static Part add(List<Part> parts, Part part) {
        parts.add(part);
        return part;
    }

    private void lookAfter(Part part) {
        if (stopping || part.isAlive()) {
            return;
        }
        if (!part.isPlanned()) {
            Duration wait = part.planRestart();
            progress.say(part.name() + " has ended (log: " + settings.home().log(part.name())
                    + "); starting it again in " + wait.toSeconds() + " s");
            return;
        }
        if (part.isDue()) {
            restart(part);
        }
    }

    private void restart(Part part) {
        try {
            part.start();
            record();
            progress.say(part.name() + " is started again");
        } catch (IOException | RuntimeException failure) {
            progress.say(part.name() + " can't be started again: " + failure.getMessage());
            part.planRestart();
        }
    }

    private List<Part> everyPart() {
        List<Part> every = new ArrayList<>(servers);
        every.addAll(services);
        return every;
    }

    private void record() throws IOException {
        List<Processes.Entry> entries = new ArrayList<>();
        entries.add(new Processes.Entry(Processes.SUPERVISOR, ProcessHandle.current()));
        everyPart()
                .forEach(part ->
                        part.handles().forEach(handle -> entries.add(new Processes.Entry(part.name(), handle))));
        Processes.write(settings.home().processes(), entries);
    }

    private static void stopTogether(List<Part> parts) {
        CompletableFuture.allOf(parts.stream()
                        .map(part -> CompletableFuture.runAsync(part::stop, task -> new Thread(task).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
