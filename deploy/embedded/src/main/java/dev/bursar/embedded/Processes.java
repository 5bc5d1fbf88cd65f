package dev.bursar.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The list of processes that belong to a stack, on disk: it finds what a killed supervisor left. */
final class Processes {

    /** The name the supervisor itself is listed under. */
    static final String SUPERVISOR = "supervisor";

    /** Clock ticks and rounding: two readings of one process's start may differ a little. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private Processes() {}

    /** A process of the stack that is alive. */
    record Entry(String name, ProcessHandle handle) {}

    static void write(Path file, List<Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            Instant start = entry.handle().info().startInstant().orElse(Instant.EPOCH);
            text.append(entry.name()).append(' ').append(entry.handle().pid()).append(' ');
            text.append(start.toEpochMilli()).append('\n');
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Those that still live; a process id that meanwhile means another process is left out. */
    static List<Entry> living(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException none) {
            return List.of();
        }
        List<Entry> living = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            living(Long.parseLong(words[1]), Instant.ofEpochMilli(Long.parseLong(words[2])))
                    .ifPresent(handle -> living.add(new Entry(words[0], handle)));
        }
        return living;
    }

    /** Waits until all have ended, ending those by force that haven't within {@code patience}. */
    static void awaitEnd(List<Entry> entries, Duration patience) {
        CompletableFuture<?>[] ends =
                entries.stream().map(entry -> entry.handle().onExit()).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            entries.forEach(entry -> entry.handle().destroyForcibly());
            CompletableFuture.allOf(ends).join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProcessHandle> living(long pid, Instant start) {
        return ProcessHandle.of(pid)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(actual -> Duration.between(start, actual).abs().compareTo(SAME_START) <= 0)
                        .orElse(true));
    }
}
