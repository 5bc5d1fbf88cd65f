package dev.bursar.cli.run;

import dev.bursar.cli.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Small shell scripts in place of agents' tools, and what a command prints past picocli's writers. */
final class FakeTools {

    private FakeTools() {}

    /** The output of the real tool, as it was captured. */
    static Path captured(String file) {
        return Path.of("../usage-sources/src/test/resources/cli", file).toAbsolutePath();
    }

    /** Puts a tool on the path of a folder's environment. */
    static void tool(Path folder, String name, String script) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static String path(Path folder) {
        return folder.resolve("bin") + ":/usr/bin:/bin";
    }

    /** What a command did, with the bytes that went straight to standard output. */
    record Ran(Outcome outcome, byte[] stdout) {

        String text() {
            return new String(stdout, StandardCharsets.UTF_8);
        }
    }

    static Ran captured(Supplier<Outcome> command) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return new Ran(command.get(), bytes.toByteArray());
        } finally {
            System.setOut(before);
        }
    }

    static Outcome fed(byte[] stdin, Supplier<Outcome> command) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(stdin));
        try {
            return command.get();
        } finally {
            System.setIn(before);
        }
    }
}
