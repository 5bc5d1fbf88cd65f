package dev.bursar.embedded.postgres;

import dev.bursar.embedded.process.Child;
import dev.bursar.embedded.process.Running;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    private final DataFolder data;
    private final Child keeper;

    private Postgres(PostgresSettings settings, Child keeper) {
        this.settings = settings;
        this.data = new DataFolder(settings.data());
        this.keeper = keeper;
    }

    /** Returns once it accepts connections; makes its data folder first where there is none. */
    public static Postgres start(PostgresSettings settings) {
        Privileges privileges = Privileges.choose(settings.binaries());
        try {
            DataFolder data = new DataFolder(settings.data());
            if (!data.isMade()) {
                data.make(settings, privileges);
            }
            data.stopLeftover();
            Child keeper = Child.start(
                    "postgresql", keeperCommand(settings, privileges), DataFolder.environment(), settings.log());
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
        return keeper.isAlive() && data.server().isPresent();
    }

    @Override
    public void stop() {
        keeper.stop(STOP_PATIENCE);
    }

    /** The keeper and the server itself. */
    @Override
    public List<ProcessHandle> handles() {
        List<ProcessHandle> handles = new ArrayList<>(List.of(keeper.handle()));
        data.server().ifPresent(handles::add);
        return handles;
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
        while (!data.isServed()) {
            boolean late = System.nanoTime() > deadline;
            if (late || !keeper.isAlive()) {
                stop();
                throw new StartFailure("PostgreSQL does not start" + (late ? " in time" : "") + ": "
                        + DataFolder.lastLine(settings.log()) + " (log: " + settings.log() + ")");
            }
            pause();
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
