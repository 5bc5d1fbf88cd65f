package dev.bursar.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.gate.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final List<PolicyInForce> told = new CopyOnWriteArrayList<>();

    @Test
    void takesAChange() throws IOException {
        // Given
        var path = write("policy.yaml", "version: 1\n");
        try (var file = started(path)) {
            var first = file.inForce().policy().orElseThrow();

            // When
            Files.writeString(path, "version: 1\nmodels: {allow: ['*']}\n");

            // Then
            await().atMost(PATIENCE)
                    .until(() ->
                            !file.inForce().policy().orElseThrow().version().equals(first.version()));
            assertThat(file.version(first.version())).contains(first);
            await().atMost(PATIENCE).until(() -> told.size() == 2);
        }
    }

    @Test
    void takesAFileThatIsRenamedOverTheOldOne() throws IOException {
        // Given
        var path = write("policy.yaml", "version: 1\n");
        try (var file = started(path)) {
            var first = file.inForce().policy().orElseThrow().version();

            // When
            Files.move(write("next.yaml", "version: 1\nimages: {}\n"), path, StandardCopyOption.ATOMIC_MOVE);

            // Then
            await().atMost(PATIENCE)
                    .until(() ->
                            !file.inForce().policy().orElseThrow().version().equals(first));
        }
    }

    @Test
    void followsALinkThatIsSwappedAsKubernetesDoes() throws IOException {
        // Given: policy.yaml -> ..data/policy.yaml, ..data -> ..1
        Files.createDirectory(folder.resolve("..1"));
        Files.createDirectory(folder.resolve("..2"));
        write("..1/policy.yaml", "version: 1\n");
        write("..2/policy.yaml", "version: 1\ntools: {}\n");
        var data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        var path = Files.createSymbolicLink(folder.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
        try (var file = started(path)) {
            var first = file.inForce().policy().orElseThrow().version();

            // When
            var swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
            Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);

            // Then
            await().atMost(PATIENCE)
                    .until(() ->
                            !file.inForce().policy().orElseThrow().version().equals(first));
        }
    }

    @Test
    void keepsTheLastGoodPolicyWhileTheFileIsBroken() throws IOException {
        // Given
        var path = write("policy.yaml", "version: 1\n");
        try (var file = started(path)) {
            var good = file.inForce().policy();

            // When
            Files.writeString(path, "version: 1\nimags: {}\n");

            // Then
            await().atMost(PATIENCE).until(() -> !file.inForce().isCurrent());
            assertThat(file.inForce().policy()).isEqualTo(good);
            assertThat(file.inForce().problems())
                    .containsExactly(new YamlProblem(2, 1, "imags", "there is no such key"));

            // When
            Files.writeString(path, "version: 1\nimages: {}\n");

            // Then
            await().atMost(PATIENCE).until(() -> file.inForce().isCurrent());
            assertThat(file.inForce().policy()).isNotEqualTo(good);
        }
    }

    @Test
    void keepsTheLastGoodPolicyWhenTheFileIsGone() throws IOException {
        // Given
        var path = write("policy.yaml", "version: 1\n");
        try (var file = started(path)) {
            // When
            Files.delete(path);

            // Then
            await().atMost(PATIENCE).until(() -> !file.inForce().isCurrent());
            assertThat(file.inForce().policy()).isPresent();
        }
    }

    @Test
    void hasNoPolicyUntilThereIsAFile() throws IOException {
        // Given
        var path = folder.resolve("policy.yaml");
        try (var file = started(path)) {
            assertThat(file.inForce().policy()).isEmpty();
            assertThat(file.inForce().problems()).hasSize(1);

            // When
            write("policy.yaml", "version: 1\n");

            // Then
            await().atMost(PATIENCE).until(() -> file.inForce().policy().isPresent());
        }
    }

    private PolicyFile started(Path path) {
        var file = new PolicyFile(path, CLOCK, told::add);
        file.start();
        return file;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
