package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./bursar} in a checkout of its own, on a PATH that holds nothing but what a test puts there. */
class LauncherIT {

    private static final List<String> TOOLS = List.of(
            "awk",
            "basename",
            "cat",
            "cut",
            "date",
            "dirname",
            "du",
            "find",
            "grep",
            "head",
            "id",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sort",
            "tail",
            "tee",
            "touch",
            "tr",
            "uname");

    private static final List<String> OUTPUTS = List.of(
            "cli/target/bursar-cli.jar",
            "usage-ingest-service/target/quarkus-app/quarkus-run.jar",
            "cost-aggregator-service/target/quarkus-app/quarkus-run.jar",
            "policy-gate-service/target/quarkus-app/quarkus-run.jar");

    @TempDir
    Path folder;

    private Path checkout;
    private Path bin;

    /** What a run of the script left behind. */
    private record Run(int code, String out) {}

    @BeforeEach
    void makesACheckoutWithoutABuild() throws IOException {
        checkout = Files.createDirectories(folder.resolve("check out"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("..", "bursar"), checkout.resolve("bursar"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("cli/src/main"));
        Files.writeString(checkout.resolve("cli/src/main/Source.java"), "class Source {}");
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), whereIs(tool));
        }
    }

    @Test
    void saysWhatToInstallWhenThereIsNoJava() throws Exception {
        // When
        Run run = bursar(Map.of(), "up");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).hasLineCount(1).contains("Java 17 or newer is needed, and there is none", "install");
    }

    @Test
    void saysWhichJavaIsTooOld() throws Exception {
        // Given
        java("1.8.0_402");

        // When
        Run run = bursar(Map.of(), "up");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).hasLineCount(1).contains("Java 17 or newer is needed, but", "is 1.8.0_402", "install");
    }

    @Test
    void saysWhatToInstallWhenThereIsNoMaven() throws Exception {
        // Given
        java("17.0.15");

        // When
        Run run = bursar(Map.of(), "up");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Maven 3.8.6 or newer is needed to build: install it");
    }

    @Test
    void saysThatMavenIsTooOld() throws Exception {
        // Given
        java("17.0.15");
        maven("3.6.3", "");

        // When
        Run run = bursar(Map.of(), "up");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Maven 3.8.6 or newer is needed to build, but", "is 3.6.3");
    }

    @Test
    void buildsOnceAndHandsOverToTheCommandLine() throws Exception {
        // Given
        java("21.0.1");
        maven("3.9.11", touchOutputs());

        // When
        Run first = bursar(Map.of(), "up", "-d");
        Run second = bursar(Map.of(), "up", "-d");

        // Then
        assertThat(first.out())
                .contains("Building Bursar; the first build", "[1/2]", "contracts", "Built in", "MB into");
        assertThat(second.out()).doesNotContain("Building");
        assertThat(second.out()).contains("-jar " + checkout.toRealPath() + "/cli/target/bursar-cli.jar up -d");
        assertThat(second.code()).isEqualTo(7);
    }

    @Test
    void buildsAgainBeforeTheStackIsStartedWhenASourceIsNewer() throws Exception {
        // Given
        java("17.0.15");
        maven("3.8.7", touchOutputs());
        Files.createDirectories(folder.resolve(".m2/repository/io/quarkus"));
        bursar(Map.of(), "up");
        Files.setLastModifiedTime(
                checkout.resolve("cli/src/main/Source.java"),
                FileTime.from(Instant.now().plusSeconds(5)));

        // When
        Run cost = bursar(Map.of(), "cost");
        Run up = bursar(Map.of(), "up");

        // Then
        assertThat(cost.out()).doesNotContain("Building");
        assertThat(up.out()).contains("Building Bursar (log:");
    }

    @Test
    void showsTheErrorsOfABuildThatFails() throws Exception {
        // Given
        java("17.0.15");
        maven("3.8.7", "echo '[ERROR] no such artifact'; exit 3");

        // When
        Run run = bursar(Map.of(), "up");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("[ERROR] no such artifact", "the build failed (log: ");
    }

    @Test
    void worksThroughALinkFromElsewhereAndWithoutAHome() throws Exception {
        // Given
        java("17.0.15");
        maven("3.8.7", touchOutputs());
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("bursar"));

        // When
        Run run = run(List.of("/bin/sh", link.toString(), "status"), Map.of("HOME", ""));

        // Then
        assertThat(run.out()).contains("-jar " + checkout.toRealPath() + "/cli/target/bursar-cli.jar status");
    }

    @Test
    void prefersTheJavaOfJavaHomeAndFallsBackToThePath() throws Exception {
        // Given
        java("17.0.15");
        maven("3.8.7", touchOutputs());
        Path old = folder.resolve("old jdk");
        javaAt(old.resolve("bin"), "11.0.2");

        // When
        Run run = bursar(Map.of("JAVA_HOME", old.toString()), "status");

        // Then
        assertThat(run.out()).contains("17.0.15 runs").doesNotContain("11.0.2");
    }

    private String touchOutputs() {
        StringBuilder script = new StringBuilder("echo '[INFO] Building Bursar: contracts 0.1 [1/2]'\n");
        for (String output : OUTPUTS) {
            script.append("mkdir -p '")
                    .append(checkout.resolve(output).getParent())
                    .append("'\n");
            script.append("touch '").append(checkout.resolve(output)).append("'\n");
        }
        return script.toString();
    }

    private void java(String version) throws IOException {
        javaAt(bin, version);
    }

    private static void javaAt(Path bin, String version) throws IOException {
        Files.createDirectories(bin);
        script(
                bin.resolve("java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; exit 0; fi\necho '"
                        + version + " runs' \"$@\"\nexit 7");
        script(bin.resolve("javac"), "exit 0");
    }

    private void maven(String version, String build) throws IOException {
        script(
                bin.resolve("mvn"),
                "if [ \"$1\" = -v ]; then echo 'Apache Maven " + version + " (x)'; exit 0; fi\n" + build);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run bursar(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", checkout.resolve("bursar").toString()));
        command.addAll(List.of(arguments));
        return run(command, environment);
    }

    private Run run(List<String> command, Map<String, String> environment) throws Exception {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    private static Path whereIs(String tool) {
        for (String place : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(place, tool))) {
                return Path.of(place, tool);
            }
        }
        throw new IllegalStateException("this machine has no " + tool);
    }
}
