package dev.bursar.embedded;

import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What must hold before anything is started; each failure is one line that says what to do. */
final class Preparation {

    /** Binaries, an empty database and empty topics take 150 MB; the rest is for a first day's work. */
    private static final long BYTES_NEEDED = 512L << 20;

    /** A log above this is put aside at the next start. */
    private static final long LOG_BYTES = 16L << 20;

    /** What a killed supervisor left ends by itself: 8 s of a {@code Lifeline}, 12 s of PostgreSQL's keeper. */
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(15);

    private final StackSettings settings;
    private final Home home;
    private final Progress progress;

    Preparation(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.home = settings.home();
        this.progress = progress;
    }

    StackLock lock() {
        try {
            makeFolders();
            return StackLock.take(home.lock())
                    .orElseThrow(() -> new StartFailure(
                            "the stack in " + home.folder() + " is already running: stop it with `bursar down`"));
        } catch (IOException failure) {
            throw StartFailure.of("can't write to " + home.folder(), failure);
        }
    }

    void makeRoom() throws IOException {
        awaitLeftovers();
        settings.ports().mustBeFree();
        mustBePackaged();
        long free = Files.getFileStore(home.folder()).getUsableSpace();
        if (free < BYTES_NEEDED) {
            throw new StartFailure("the disk of " + home.folder() + " is full: " + (free >> 20) + " MB are free, "
                    + (BYTES_NEEDED >> 20) + " MB are needed");
        }
        Files.deleteIfExists(home.ready());
        settings.ports().writeTo(home);
        turnLogs();
        if (!Files.exists(home.policy())) {
            try (InputStream example = Preparation.class.getResourceAsStream("policy.yaml")) {
                Files.copy(Objects.requireNonNull(example), home.policy());
            }
        }
    }

    private void makeFolders() throws IOException {
        // a PostgreSQL that runs as another user walks through the outer ones; what is inside stays unreadable to it
        makeFolder(home.folder(), "rwx--x--x");
        makeFolder(home.data(), "rwx--x--x");
        makeFolder(home.data().resolve("postgresql"), "rwx--x--x");
        makeFolder(home.data().resolve("kafka"), "rwx------");
        makeFolder(home.data().resolve("spool"), "rwx------");
        makeFolder(home.keys(), "rwx------");
        makeFolder(home.logs(), "rwx------");
        makeFolder(home.lock().getParent(), "rwx------");
        Files.createDirectories(home.folder().resolve("plugins"));
    }

    private static void makeFolder(Path folder, String permissions) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " belongs to " + Files.getOwner(folder));
        }
    }

    private void awaitLeftovers() {
        List<Processes.Entry> left = Processes.living(home.processes());
        if (!left.isEmpty()) {
            progress.say("  waiting for what is left of the last run: "
                    + String.join(
                            ", ",
                            left.stream().map(Processes.Entry::name).distinct().toList()));
            Processes.awaitEnd(left, LEFTOVER_PATIENCE);
        }
    }

    private void mustBePackaged() {
        for (Service service : Service.values()) {
            Path jar = service.jar(settings.checkout());
            if (!Files.isRegularFile(jar)) {
                throw new StartFailure("the " + service.label() + " service is not built: there is no " + jar);
            }
        }
    }

    private void turnLogs() throws IOException {
        try (var logs = Files.newDirectoryStream(home.logs(), "*.log")) {
            for (Path log : logs) {
                if (Files.size(log) > LOG_BYTES) {
                    Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
