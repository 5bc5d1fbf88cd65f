package dev.bursar.cli.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to replace a file, against threads of this process and other processes alike. A file of its own beside the
 * other holds it, because the other is replaced; it stays, for taking it away would let two hold it.
 */
final class FileLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock here;
    private final FileChannel channel;

    private FileLock(Path file, ReentrantLock here, FileChannel channel) {
        this.file = file;
        this.here = here;
        this.channel = channel;
    }

    /** Waits until nobody else has it. */
    static FileLock of(Path named) throws IOException {
        var file = Files.exists(named)
                ? named.toRealPath()
                : named.toAbsolutePath().normalize();
        var here = HERE.computeIfAbsent(file, any -> new ReentrantLock());
        here.lock();
        try {
            var channel = FileChannel.open(beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                return new FileLock(file, here, channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            here.unlock();
            throw e;
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling("." + file.getFileName() + ending);
    }

    /** What is locked, links followed. */
    Path file() {
        return file;
    }

    /** Puts other content in the file's place, at once and with its permissions. */
    void replace(byte[] content) throws IOException {
        var fresh = beside(file, ".new");
        Files.deleteIfExists(fresh);
        try (var out = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        if (Files.exists(file) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            here.unlock();
        }
    }
}
