package dev.bursar.testkit;

import dev.bursar.embedded.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this test JVM keeps keys, data and logs. The data goes with the JVM, the logs stay. */
final class TestFolder {

    private TestFolder() {}

    static Path shared() {
        return JvmWide.once("folder", TestFolder::make, Path::toString, Path::of);
    }

    /** One place for all modules of the build, so that the binaries are unpacked once. */
    static Path binaries() {
        Path module = Path.of("").toAbsolutePath();
        for (Path folder = module; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("test-kit"))) {
                return folder.resolve("target").resolve("binaries");
            }
        }
        return module.resolve("target").resolve("binaries");
    }

    /** Also keeps what {@code stop} belongs to reachable: a collected process would lose its lifeline. */
    static void stopAtExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "test-stop"));
    }

    private static Path make() {
        try {
            Path parent = Path.of("target", "test-servers").toAbsolutePath();
            Files.createDirectories(parent);
            Path folder = Files.createTempDirectory(parent, "run-");
            // a server that runs as another user must reach its data
            folder.toFile().setExecutable(true, false);
            folder.toFile().setReadable(true, false);
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
