package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Bursar;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in a process of its own, as a person or a supervisor would end it. */
class RunSignalsIT {

    @TempDir
    private Path folder;

    private Process start(String script) throws IOException {
        FakeTools.tool(folder, "claude", script);
        // Whoever starts the tests in the background makes them, and all they start, ignore what these send; whoever
        // does
        // so in front of a terminal makes a tool expect its interrupts from there.
        var builder = new ProcessBuilder(List.of(
                        "setsid",
                        "env",
                        "--default-signal=TERM,INT,HUP",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bursar.class.getName(),
                        "run",
                        "--state",
                        "STATE.yaml",
                        "--tool",
                        "claude",
                        "task"))
                .directory(folder.toFile())
                .redirectInput(Redirect.PIPE)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("PATH", FakeTools.path(folder));
        return builder.start();
    }

    private void awaitStarted() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(folder.resolve("started"))) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("err")))
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void aSignalReachesTheToolAndWhatItUsedIsRecorded(String signal) throws IOException, InterruptedException {
        // Given
        var run = start("trap 'cat " + FakeTools.captured("claude-code/stream-json-tool-two-calls.jsonl")
                + "; exit 42' " + signal + "\n: > started\nwhile :; do sleep 0.1; done");
        awaitStarted();

        // When
        new ProcessBuilder("kill", "-s", signal, Long.toString(run.pid()))
                .start()
                .waitFor();

        // Then
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(42);
        assertThat(folder.resolve("out")).hasContent("The magic number is 42.\n");
        assertThat(folder.resolve("STATE.yaml")).content().contains("tokens_in: 11539");
    }

    @Test
    void outputIsThereWhileTheToolStillRuns() throws IOException, InterruptedException {
        // Given
        var run = start("echo first\n: > started\nread line\necho \"$line\"");

        // When
        awaitStarted();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.readString(folder.resolve("out")).startsWith("first\n") && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        var whileRunning = Files.readString(folder.resolve("out"));
        try (var stdin = run.outputWriter()) {
            stdin.write("and last\n");
        }

        // Then
        assertThat(whileRunning).isEqualTo("first\n");
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("out")).hasContent("first\nand last\n");
    }
}
