package dev.bursar.embedded.postgres;

import dev.bursar.embedded.process.Folders;
import dev.bursar.embedded.process.StartFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once into a folder. */
public record Binaries(Path folder) {

    /** Unpacks into {@code parent} what is not there yet; several processes may do so at the same time. */
    public static Binaries unpack(Path parent) {
        Platform platform = Platform.current();
        try {
            Path folder = parent.resolve(version(platform));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(parent);
                unpack(platform, parent, folder);
            }
            return new Binaries(folder);
        } catch (IOException failure) {
            throw StartFailure.of("can't unpack PostgreSQL into " + parent, failure);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The archive's size stands for its version: each release of the binaries gets a folder of its own. */
    private static String version(Platform platform) throws IOException {
        var archive = Binaries.class.getResource(platform.archive());
        if (archive == null) {
            throw new IOException(
                    "this build holds no PostgreSQL binaries for " + platform + "; build it on the machine it runs on");
        }
        return "postgresql-" + archive.openConnection().getContentLengthLong();
    }

    private static void unpack(Platform platform, Path parent, Path folder) throws IOException {
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        // the programs may have to run as another user than the one who unpacks them
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            try (InputStream archive = Objects.requireNonNull(Binaries.class.getResourceAsStream(platform.archive()));
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(entry, tar, fresh);
                }
            }
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException raced) {
            Folders.delete(fresh);
        } catch (IOException failure) {
            Folders.delete(fresh);
            throw failure;
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean runnable = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runnable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
