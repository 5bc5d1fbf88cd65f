package dev.bursar.aggregator.intake;

import dev.bursar.embedded.process.Ports;
import dev.bursar.testkit.Installation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, which can be killed. */
final class AggregatorProcess implements AutoCloseable {

    private final Process process;

    private AggregatorProcess(Process process) {
        this.process = process;
    }

    static AggregatorProcess start(Installation installation, String name) {
        var ports = Ports.free(2);
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/" + name + ".txt")));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("BURSAR_"));
        builder.environment().putAll(installation.environment());
        builder.environment().put("BURSAR_HTTP_PORT", ports.get(0).toString());
        builder.environment().put("BURSAR_MANAGEMENT_PORT", ports.get(1).toString());
        try {
            return new AggregatorProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    /** As {@code kill} does. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
