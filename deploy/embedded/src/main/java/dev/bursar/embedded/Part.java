package dev.bursar.embedded;

import dev.bursar.embedded.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** One server or service of the stack. What ends by itself is started again, after ever longer pauses. */
final class Part {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<Running> starter;
    private Running running;
    private Duration pause = FIRST_PAUSE;
    private long startedAt;
    private long restartAt;

    Part(String name, Supplier<Running> starter) {
        this.name = name;
        this.starter = starter;
    }

    String name() {
        return name;
    }

    void start() {
        running = starter.get();
        startedAt = System.nanoTime();
    }

    boolean isAlive() {
        return running != null && running.isAlive();
    }

    void stop() {
        if (running != null) {
            running.stop();
        }
    }

    List<ProcessHandle> handles() {
        return running == null ? List.of() : running.handles();
    }

    /** Notes that it has ended by itself; gives the pause until it is started again. */
    Duration planRestart() {
        long now = System.nanoTime();
        boolean ranLong = now - startedAt > LONGEST_PAUSE.toNanos();
        pause = ranLong ? FIRST_PAUSE : pause;
        restartAt = now + pause.toNanos();
        Duration planned = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        stop();
        running = null;
        return planned;
    }

    boolean isDue() {
        return running == null && System.nanoTime() - restartAt >= 0;
    }

    boolean isPlanned() {
        return running == null;
    }
}
