package dev.bursar.cli.stack;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.embedded.Home;
import dev.bursar.embedded.RunningStack;
import dev.bursar.embedded.StackSettings;
import dev.bursar.embedded.process.Jvm;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code bursar up} as a process of its own, and shows what it says until everything is ready. */
final class Detached {

    /** Ctrl-C and a closed terminal no longer concern it. A session of its own where the system has {@code setsid}. */
    private static final String LET_GO = """
            trap '' INT HUP
            log=$1; shift
            if command -v setsid >/dev/null 2>&1; then exec setsid "$@" </dev/null >"$log" 2>&1; fi
            exec "$@" </dev/null >"$log" 2>&1
            """;

    private static final long LOOK_EVERY_MILLIS = 50;

    private final StackSettings settings;
    private final PrintWriter out;

    Detached(StackSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    int start() {
        Home home = settings.home();
        Path log = home.log("up");
        try {
            Files.createDirectories(home.logs());
            Files.deleteIfExists(log);
            ProcessBuilder builder = new ProcessBuilder(command(log))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true);
            builder.environment().putAll(Jvm.environment(settings.environment(), Jvm.ownClassPath()));
            return follow(builder.start(), log);
        } catch (IOException failure) {
            throw StartFailure.of("can't write to " + home.folder(), failure);
        }
    }

    private List<String> command(Path log) {
        List<String> options = new ArrayList<>(Jvm.QUICK_START);
        options.add("-Xmx128m");
        options.add("-Dbursar.program=" + System.getProperty("bursar.program", "bursar"));
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", LET_GO, "bursar", log.toString()));
        command.addAll(Jvm.command(
                options,
                "dev.bursar.cli.Bursar",
                List.of("up", "--base-port", Integer.toString(settings.ports().base()))));
        return command;
    }

    private int follow(Process supervisor, Path log) throws IOException {
        RunningStack running = new RunningStack(settings.home());
        long shown = 0;
        boolean ready = false;
        while (!ready && supervisor.isAlive()) {
            pause();
            ready = running.isReady();
            shown = show(log, shown);
        }
        show(log, shown);
        if (!ready) {
            return Exit.PROBLEM;
        }
        out.println("It runs on in the background (process " + supervisor.pid() + "): `"
                + System.getProperty("bursar.program", "bursar") + " down` stops it.");
        return Exit.DONE;
    }

    private long show(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return from;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] fresh = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(fresh);
            out.print(new String(fresh, StandardCharsets.UTF_8));
            out.flush();
            return from + fresh.length;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted; `bursar down` stops what has been started", interrupted);
        }
    }
}
