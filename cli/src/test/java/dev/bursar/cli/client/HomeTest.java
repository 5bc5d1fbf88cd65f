package dev.bursar.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.terminal.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path root;

    private Path here;
    private Path checkout;

    @BeforeEach
    void make() throws IOException {
        here = Files.createDirectories(root.resolve("here"));
        checkout = Files.createDirectories(root.resolve("checkout"));
    }

    @Test
    void isTheOneThatBursarHomeHoldsAndNoOther() throws IOException {
        // Given
        Files.createDirectories(here.resolve(".bursar"));

        // When
        var home = Home.of(
                environment(Map.of("BURSAR_HOME", root.resolve("elsewhere").toString())));

        // Then
        assertThat(home).isEqualTo(root.resolve("elsewhere/.bursar"));
    }

    @Test
    void isThatOfTheCurrentFolderBeforeThatOfTheCheckout() throws IOException {
        // Given
        Files.createDirectories(here.resolve(".bursar"));
        Files.createDirectories(checkout.resolve(".bursar"));

        // When
        var home = Home.of(environment(Map.of()));

        // Then
        assertThat(home).isEqualTo(here.resolve(".bursar"));
    }

    @Test
    void isMadeInTheCheckoutWhereThereIsNoneYet() {
        // When
        var home = Home.of(environment(Map.of()));

        // Then
        assertThat(home).isEqualTo(checkout.resolve(".bursar"));
    }

    private Environment environment(Map<String, String> variables) {
        var usual = Outcome.environment(variables, here);
        return new Environment(
                variables, here, Optional.of(checkout), usual.clock(), usual.zone(), usual.terminal(), usual.colour());
    }
}
