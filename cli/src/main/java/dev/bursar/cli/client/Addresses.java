package dev.bursar.cli.client;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Where the services of the embedded stack were started, if it was started on other ports than the usual ones. */
final class Addresses {

    /** Written by the stack into {@code .bursar}: a line such as {@code BURSAR_GATE_URL=http://127.0.0.1:8473}. */
    static final String FILE = "addresses.properties";

    private Addresses() {}

    /** By the name of the variable that would say the same. */
    static Map<String, String> of(Environment environment) {
        return Home.places(environment).stream()
                .map(home -> home.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Addresses::read)
                .orElse(Map.of());
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw CommandFailure.unreadable(file, e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
