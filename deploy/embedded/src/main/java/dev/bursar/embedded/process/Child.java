package dev.bursar.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process whose standard input is its lifeline: it ends once that closes, at the latest when this JVM ends. */
public final class Child {

    /** Ctrl-C and a closed terminal reach the whole process group; children leave the order of stopping to their parent. */
    private static final List<String> SHIELD = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "bursar");

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts {@code command} with exactly this environment; both its outputs are appended to {@code log}. */
    public static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        List<String> shielded = new ArrayList<>(SHIELD);
        shielded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shielded)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new Child(name, builder.start(), log);
        } catch (IOException failure) {
            throw StartFailure.of("can't start " + name, failure);
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks the child to end; {@link #awaitEnd} waits for it. */
    public void askToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // the child is gone: that is what is asked for
        }
    }

    /** Waits for the end, and makes one once {@code patience} is over. */
    public void awaitEnd(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    public void stop(Duration patience) {
        askToEnd();
        awaitEnd(patience);
    }
}
