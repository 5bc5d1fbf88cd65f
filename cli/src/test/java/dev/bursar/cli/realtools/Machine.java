package dev.bursar.cli.realtools;

import dev.bursar.cli.Bursar;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A home without settings, the tools as npm installs them, and bursar as a process of its own. */
record Machine(Path home, Path tools) {

    private static final int MINUTES = 5;

    /** What a program printed, and its exit code. */
    record Ran(int code, String out, String err) {}

    /** The tools in the versions of {@code package.json}, installed where they are not yet. */
    static Path tools(Path target) throws IOException, InterruptedException {
        var folder = Files.createDirectories(target.resolve("real-tools"));
        var wanted =
                Machine.class.getResourceAsStream("/real-tools/package.json").readAllBytes();
        var file = folder.resolve("package.json");
        if (!Files.exists(file)
                || !Arrays.equals(Files.readAllBytes(file), wanted)
                || !Files.exists(folder.resolve("node_modules/.bin/codex"))) {
            Files.write(file, wanted);
            var installed = start(folder, Map.of(), List.of("npm", "install", "--no-audit", "--no-fund"));
            if (installed.code() != 0) {
                throw new IOException("npm install: " + installed.err());
            }
        }
        return folder.resolve("node_modules/.bin").toAbsolutePath();
    }

    Ran bursar(Path folder, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Bursar.class.getName()));
        line.addAll(List.of(arguments));
        var all = new HashMap<>(variables);
        all.put("HOME", home.toString());
        all.put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
        return start(folder, all, line);
    }

    private static Ran start(Path folder, Map<String, String> variables, List<String> line)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("real-tools", ".out");
        var err = Files.createTempFile("real-tools", ".err");
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BURSAR_") || name.startsWith("OTEL_"));
        builder.environment().putAll(variables);
        var process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(line + " did not end: " + Files.readString(out) + Files.readString(err));
            }
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }
}
