package dev.bursar.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.embedded.process.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz",
        "Linux, aarch64, /postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz",
    })
    void choosesTheArchiveOfTheMachine(String osName, String osArch, String archive) {
        // When
        Platform platform = Platform.of(osName, osArch);

        // Then
        assertThat(platform.archive()).isEqualTo(archive);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64"})
    void saysWhatToDoWhereThereAreNoBinaries(String osName, String osArch) {
        // Then
        assertThatThrownBy(() -> Platform.of(osName, osArch))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(osName + " " + osArch)
                .hasMessageContaining("a PostgreSQL of your own");
    }

    @Test
    void holdsTheBinariesOfTheMachineItWasBuiltOn() {
        // When
        var archive = Platform.class.getResource(Platform.current().archive());

        // Then
        assertThat(archive).isNotNull();
    }
}
