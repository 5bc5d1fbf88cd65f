package dev.bursar.embedded.postgres;

import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A server's data, and what its lock file says about the server on it. */
record DataFolder(Path path) {

    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(20);

    DataFolder {
        path = path.toAbsolutePath();
    }

    boolean isMade() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    void make(PostgresSettings settings, Privileges privileges) throws IOException {
        Path parent = path.getParent();
        privileges.prepare(parent);
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        Path password = Files.createTempFile(parent, "password", null);
        try {
            Files.writeString(password, settings.superuserPassword());
            privileges.own(password);
            ProcessBuilder builder = new ProcessBuilder(privileges.applyTo(initdb(settings, password)))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment());
            if (builder.start().waitFor() != 0) {
                throw new StartFailure("PostgreSQL can't make its data folder " + path + ": " + lastLine(settings.log())
                        + " (log: " + settings.log() + ")");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while PostgreSQL made its data folder", interrupted);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private List<String> initdb(PostgresSettings settings, Path password) {
        return List.of(
                settings.binaries().program("initdb").toString(),
                "--pgdata=" + path,
                "--username=" + PostgresSettings.SUPERUSER,
                "--pwfile=" + password.toAbsolutePath(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // byte order everywhere: an index never depends on the machine's locale library
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-locale",
                "--no-instructions",
                settings.durable() ? "--sync-method=fsync" : "--no-sync");
    }

    /** The eighth line of {@code postmaster.pid} is what {@code pg_ctl} waits for, too. */
    boolean isServed() {
        List<String> lines = lockFile();
        return lines.size() >= 8 && lines.get(7).trim().equals("ready");
    }

    Optional<ProcessHandle> server() {
        return lockFile().stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())))
                .filter(handle -> handle.info().command().orElse("postgres").endsWith("postgres"));
    }

    /** A server whose keeper was killed: its data can't be used by another one. */
    void stopLeftover() {
        server().ifPresent(handle -> {
            handle.destroy();
            handle.onExit()
                    .orTimeout(LEFTOVER_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        });
    }

    private List<String> lockFile() {
        try {
            return Files.readAllLines(path.resolve("postmaster.pid"));
        } catch (IOException notThere) {
            return List.of();
        }
    }

    static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty()
                    ? "it says nothing"
                    : lines.get(lines.size() - 1).trim();
        } catch (IOException unreadable) {
            return "its log can't be read";
        }
    }

    /** Without the caller's PGDATA, PGPORT and the like. */
    static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        return environment;
    }
}
