package dev.bursar.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL is run: it refuses to be root, so root's privileges are dropped first.
 *
 * @param prefix goes before each of its commands
 * @param owner whom its files must belong to; null for who starts it
 */
record Privileges(List<String> prefix, String owner) {

    private static final Privileges OWN = new Privileges(List.of(), null);

    /** In a user namespace of its own root counts as nobody, yet the files stay root's. Containers often forbid it. */
    private static final Privileges NAMESPACE = new Privileges(List.of("unshare", "-U"), null);

    /** Needs a path to the files that everybody may walk. */
    private static final Privileges NOBODY = new Privileges(List.of("runuser", "-u", "nobody", "--"), "nobody");

    static Privileges choose(Binaries binaries) {
        if (!isRoot()) {
            return OWN;
        }
        return List.of(NAMESPACE, NOBODY).stream()
                .filter(privileges -> privileges.canRun(binaries))
                .findFirst()
                .orElseThrow(
                        () -> new StartFailure("PostgreSQL refuses to run as root, and here neither a user namespace"
                                + " (unshare -U) nor the user nobody can run " + binaries.program("postgres")
                                + ": run as an ordinary user, or from a folder that everybody can read"));
    }

    /** {@code command} as it must be run. */
    List<String> applyTo(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Creates {@code folder} for PostgreSQL's files. */
    void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        own(folder);
    }

    /** Makes {@code path} readable to PostgreSQL, whoever it runs as. */
    void own(Path path) throws IOException {
        if (owner != null) {
            var principal = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
            Files.setOwner(path, principal);
        }
    }

    private boolean canRun(Binaries binaries) {
        return succeeds(applyTo(List.of(binaries.program("postgres").toString(), "--version")));
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
