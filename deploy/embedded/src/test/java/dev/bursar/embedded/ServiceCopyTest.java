package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCopyTest {

    @TempDir
    Path checkout;

    private Home home;

    @BeforeEach
    void packages() throws Exception {
        home = new Home(checkout.resolve(".bursar"));
        build("one");
    }

    @Test
    void outlivesABuildThatReplacesThePackage() throws Exception {
        // Given
        ServiceCopy.make(checkout, home);

        // When
        for (Service service : Service.values()) {
            Files.delete(service.jar(checkout));
        }
        build("two");

        // Then
        assertThat(Service.GATE.jar(home.apps())).hasContent("one");
    }

    @Test
    void takesTheNewestPackageAtTheNextStart() throws Exception {
        // Given
        ServiceCopy.make(checkout, home);
        for (Service service : Service.values()) {
            Files.delete(service.jar(checkout));
        }
        build("two");

        // When
        ServiceCopy.make(checkout, home);

        // Then
        assertThat(Service.GATE.jar(home.apps())).hasContent("two");
        assertThat(Service.GATE.jar(home.apps()).resolveSibling("lib/main/a.jar"))
                .hasContent("library");
    }

    private void build(String content) throws Exception {
        for (Service service : Service.values()) {
            Path jar = service.jar(checkout);
            Files.createDirectories(jar.resolveSibling("lib/main"));
            Files.writeString(jar, content);
            Files.writeString(jar.resolveSibling("lib/main/a.jar"), "library");
        }
    }
}
