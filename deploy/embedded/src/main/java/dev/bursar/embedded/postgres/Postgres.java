package dev.bursar.embedded.postgres;

import dev.bursar.embedded.process.Child;
import dev.bursar.embedded.process.Running;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A running PostgreSQL on the loopback interface, and the shell on a lifeline that stops it. */
public final class Postgres implements Running {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /**
     * Starts the server, waits until the parent's end of the pipe closes, then stops it: in good order (INT), at once (QUIT)
     * after 8 s, by force after 12 s. The server is no child of this shell: {@code pg_ctl} gives it a session of its own.
     */
    private static final String KEEPER = """
            trap '' INT HUP TERM
            pidfile=$1/postmaster.pid; shift
            "$@" </dev/null || exit 1
            while read -r ignored; do :; done
            pid=$(head -n 1 "$pidfile" 2>/dev/null) || exit 0
            running() { case "$(cat "/proc/$pid/comm" 2>/dev/null || ps -o comm= -p "$pid" 2>/dev/null)" in *postgres*) ;; *) false ;; esac; }
            n=0
            running && kill -INT "$pid"
            while running; do
              n=$((n + 1))
              [ "$n" -eq 80 ] && kill -QUIT "$pid"
              [ "$n" -eq 120 ] && kill -KILL "$pid"
              sleep 0.1
            done
            exit 0
            """;

    private final PostgresSettings settings;
    private final Child keeper;

    private Postgres(PostgresSettings settings, Child keeper) {
        this.settings = settings;
        this.keeper = keeper;
    }

    /** Returns once it accepts connections; makes its data folder first where there is none. */
    public static Postgres start(PostgresSettings settings) {
        Privileges privileges = Privileges.choose(settings.binaries());
        try {
            if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
                initialize(settings, privileges);
            }
            stopLeftover(settings.data());
            Child keeper =
                    Child.start("postgresql", keeperCommand(settings, privileges), environment(), settings.log());
            Postgres postgres = new Postgres(settings, keeper);
            postgres.awaitReady();
            return postgres;
        } catch (IOException failure) {
            throw StartFailure.of("can't prepare " + settings.data(), failure);
        }
    }

    public PostgresSettings settings() {
        return settings;
    }

    @Override
    public boolean isAlive() {
        return keeper.isAlive() && server(settings.data()).isPresent();
    }

    @Override
    public void stop() {
        keeper.stop(STOP_PATIENCE);
    }

    /** The keeper and the server itself. */
    @Override
    public List<ProcessHandle> handles() {
        List<ProcessHandle> handles = new ArrayList<>(List.of(keeper.handle()));
        server(settings.data()).ifPresent(handles::add);
        return handles;
    }

    private static void initialize(PostgresSettings settings, Privileges privileges) throws IOException {
        Path parent = settings.data().toAbsolutePath().getParent();
        privileges.prepare(parent);
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        Path password = Files.createTempFile(parent, "password", null);
        try {
            Files.writeString(password, settings.superuserPassword());
            privileges.own(password);
            List<String> command = privileges.applyTo(List.of(
                    settings.binaries().program("initdb").toString(),
                    "--pgdata=" + settings.data().toAbsolutePath(),
                    "--username=" + PostgresSettings.SUPERUSER,
                    "--pwfile=" + password.toAbsolutePath(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // byte order everywhere: an index never depends on the machine's locale library
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-locale",
                    "--no-instructions",
                    settings.durable() ? "--sync-method=fsync" : "--no-sync"));
            Process process = process(command, settings.log());
            if (process.waitFor() != 0) {
                throw new StartFailure("PostgreSQL can't make its data folder " + settings.data() + ": "
                        + lastLine(settings.log()) + " (log: " + settings.log() + ")");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while PostgreSQL made its data folder", interrupted);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private static Process process(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder.start();
    }

    private static List<String> keeperCommand(PostgresSettings settings, Privileges privileges) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                KEEPER,
                "bursar-postgresql",
                settings.data().toAbsolutePath().toString()));
        command.addAll(privileges.applyTo(List.of(
                settings.binaries().program("pg_ctl").toString(),
                "start",
                "--no-wait",
                "--pgdata=" + settings.data().toAbsolutePath(),
                "--options=" + settings.serverOptions())));
        return command;
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!isReady()) {
            boolean late = System.nanoTime() > deadline;
            if (late || !keeper.isAlive()) {
                stop();
                throw new StartFailure("PostgreSQL does not start" + (late ? " in time" : "") + ": "
                        + lastLine(settings.log()) + " (log: " + settings.log() + ")");
            }
            pause();
        }
    }

    /** The eighth line of {@code postmaster.pid} is what {@code pg_ctl} waits for, too. */
    private boolean isReady() {
        List<String> lines = lockFile(settings.data());
        return lines.size() >= 8 && lines.get(7).trim().equals("ready");
    }

    /** A server whose keeper was killed: its data can't be used by another one. */
    private static void stopLeftover(Path data) {
        server(data).ifPresent(handle -> {
            handle.destroy();
            handle.onExit()
                    .orTimeout(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        });
    }

    private static Optional<ProcessHandle> server(Path data) {
        return lockFile(data).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())))
                .filter(handle -> handle.info().command().orElse("postgres").endsWith("postgres"));
    }

    private static List<String> lockFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException notThere) {
            return List.of();
        }
    }

    /** Without the caller's PGDATA, PGPORT and the like. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        return environment;
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty()
                    ? "it says nothing"
                    : lines.get(lines.size() - 1).trim();
        } catch (IOException unreadable) {
            return "its log can't be read";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while PostgreSQL started", interrupted);
        }
    }
}
