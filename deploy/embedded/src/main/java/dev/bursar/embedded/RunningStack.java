package dev.bursar.embedded;

import dev.bursar.embedded.process.Folders;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The stack of a home, seen by another process: is it there, and an end to it. */
public final class RunningStack {

    /** The services' 12 s and then their servers' 20 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Home home;

    public RunningStack(Home home) {
        this.home = home;
    }

    /** The process that looks after the others. */
    public Optional<ProcessHandle> supervisor() {
        return Processes.living(home.processes()).stream()
                .filter(entry -> entry.name().equals(Processes.SUPERVISOR))
                .map(Processes.Entry::handle)
                .findFirst();
    }

    public boolean isReady() {
        return supervisor().isPresent() && Files.exists(home.ready());
    }

    /** Names of the parts that have a living process. */
    public List<String> parts() {
        return Processes.living(home.processes()).stream()
                .map(Processes.Entry::name)
                .distinct()
                .toList();
    }

    /** Stops it in good order; false when there was nothing to stop. */
    public boolean stop() {
        List<Processes.Entry> living = Processes.living(home.processes());
        if (living.isEmpty()) {
            return false;
        }
        supervisor()
                .ifPresentOrElse(
                        ProcessHandle::destroy,
                        () -> living.forEach(entry -> entry.handle().destroy()));
        Processes.awaitEnd(living, PATIENCE);
        return true;
    }

    /** Deletes data, keys, tokens and logs. What a person wrote (the policy, plugins) stays, and so do the binaries. */
    public void wipe() {
        try {
            for (Path path : List.of(home.data(), home.apps(), home.keys(), home.logs(), home.adminToken())) {
                Folders.delete(path);
            }
        } catch (IOException failure) {
            throw StartFailure.of("can't wipe " + home.folder(), failure);
        }
    }
}
