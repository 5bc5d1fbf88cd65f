package dev.bursar.embedded;

import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Waits until the services are ready, and shows what each of them waits for. */
final class ServiceWait {

    private static final long LOOK_EVERY_MILLIS = 150;
    private static final String READY = "ready";

    private final StackSettings settings;
    private final Progress progress;
    private final Stopwatch watch;
    private final Duration patience;
    private final Readiness readiness = new Readiness();
    private final Map<Service, String> said = new EnumMap<>(Service.class);

    /** @param watch runs since everything was started */
    ServiceWait(StackSettings settings, Progress progress, Stopwatch watch, Duration patience) {
        this.settings = settings;
        this.progress = progress;
        this.watch = watch;
        this.patience = patience;
    }

    /** @param parts the services in the order of {@link Service} */
    void await(List<Part> parts) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean all = false;
        while (!all) {
            all = true;
            for (Service service : Service.values()) {
                all &= READY.equals(said.get(service)) || isReady(service, parts.get(service.ordinal()));
            }
            if (!all && System.nanoTime() > deadline) {
                throw new StartFailure("not ready after " + patience.toSeconds() + " s: " + said + " (logs: "
                        + settings.home().logs() + ")");
            }
            pause();
        }
    }

    private boolean isReady(Service service, Part part) {
        if (!part.isAlive()) {
            Path log = settings.home().log(service.label());
            throw new StartFailure(
                    "the " + service.label() + " service has ended: " + lastError(log) + " (log: " + log + ")");
        }
        Readiness.State state = readiness.of(settings.ports().management(service));
        if (state instanceof Readiness.State.Silent) {
            say(service, "starting", "starting");
        } else if (state instanceof Readiness.State.Waiting waiting) {
            say(service, "waits for: " + waiting.waitingFor(), waiting.waitingFor());
        } else {
            say(service, "ready after " + watch, READY);
        }
        return READY.equals(said.get(service));
    }

    private void say(Service service, String line, String key) {
        if (!key.equals(said.put(service, key))) {
            progress.say(String.format("  %-18s %s", service.label(), line));
        }
    }

    /** The last line that speaks of an error, else the last that says anything. */
    private static String lastError(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            int from = Math.max(0, lines.size() - 200);
            return lines.subList(from, lines.size()).stream()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                    .reduce((first, second) -> second)
                    .orElseGet(() -> lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1))
                    .strip();
        } catch (IOException unreadable) {
            return "its log can't be read";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while the services started", interrupted);
        }
    }
}
