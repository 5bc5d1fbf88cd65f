package dev.bursar.embedded;

import dev.bursar.embedded.process.Folders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The packaged services as they were when the stack was started. A running service opens its jars as it needs them: a build
 * that replaces them underneath would take its classes away.
 */
final class ServiceCopy {

    private ServiceCopy() {}

    /** Hard links where the file system has them, which cost neither time nor room: a build makes new files, never writes into old ones. */
    static void make(Path checkout, Home home) throws IOException {
        Folders.delete(home.apps());
        for (Service service : Service.values()) {
            Path from = service.jar(checkout).getParent();
            Path to = service.jar(home.apps()).getParent();
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    link(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (FileSystemException | UnsupportedOperationException noLink) {
            // another disk, or one without hard links; whatever else is wrong, the copy fails of it, too, and says so
            Files.copy(file, copy);
        }
    }
}
