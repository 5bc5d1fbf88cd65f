package dev.bursar.cli.run;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A tool while it runs: its input and its errors are the person's own, its output goes through our hands. */
final class ToolProcess {

    private static final int CHUNK = 16 * 1024;

    /** Takes what the tool prints while it does. */
    interface Printed {
        void bytes(byte[] bytes, int length);
    }

    private final List<String> command;
    private final Environment environment;
    /** Signals that came before the tool was there. */
    private final List<String> early = new ArrayList<>();

    private Process process;

    ToolProcess(List<String> command, Environment environment) {
        this.command = command;
        this.environment = environment;
    }

    /**
     * Runs it to its end.
     *
     * @param printed null where the output is the person's own too
     * @return its exit code, 128 and the signal's number where one ended it; empty where there is no such command
     */
    OptionalInt run(Printed printed) {
        var program = program();
        if (program.isEmpty()) {
            return OptionalInt.empty();
        }
        // Before it starts: a signal in between would end us and leave the tool alone.
        var signals = Signals.to(this::forward);
        try {
            started(start(program.get(), printed));
            if (printed != null) {
                pump(process.getInputStream(), printed);
            }
            return OptionalInt.of(await(process));
        } finally {
            signals.close();
        }
    }

    private synchronized void started(Process running) {
        process = running;
        early.forEach(this::forward);
    }

    private Process start(Path program, Printed printed) {
        var line = new ArrayList<>(command);
        line.set(0, program.toString());
        var builder = new ProcessBuilder(line)
                .directory(environment.folder().toFile())
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .redirectOutput(printed == null ? Redirect.INHERIT : Redirect.PIPE);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandFailure("can't start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** As a shell finds it: a name on the path, a path from the current folder. */
    private Optional<Path> program() {
        var name = command.get(0);
        if (name.indexOf('/') >= 0) {
            return Optional.of(environment.folder().resolve(name)).filter(Files::exists);
        }
        return Stream.of(environment.variable("PATH").orElse("/usr/bin:/bin").split(File.pathSeparator))
                .map(folder -> environment.folder().resolve(folder).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static void pump(InputStream stdout, Printed printed) {
        var chunk = new byte[CHUNK];
        try (stdout) {
            for (int length = stdout.read(chunk); length >= 0; length = stdout.read(chunk)) {
                printed.bytes(chunk, length);
            }
        } catch (IOException e) {
            throw new CommandFailure("reading what the tool prints: " + e.getMessage(), e);
        }
    }

    private static int await(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
            }
        }
    }

    /** A terminal interrupts every program in front of it by itself; a second interrupt would mean: at once. */
    private synchronized void forward(String signal) {
        if (process == null) {
            early.add(signal);
            return;
        }
        if (signal.equals("INT") && Foreground.isOurs(environment.terminal())) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException noKill) {
            process.destroy();
        }
    }
}
