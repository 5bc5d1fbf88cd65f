package dev.bursar.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/** The files of this checkout, as they are deployed. */
final class Checkout {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Checkout() {}

    static Path path(String name) {
        return Path.of("..").resolve(name).toAbsolutePath().normalize();
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With anchors and merge keys resolved. */
    static JsonNode yaml(String name) {
        return JSON.valueToTree(new Yaml().load(text(name)));
    }

    /** Every Java source of a module that is not a test. */
    static List<Path> sources(String module) {
        try (var files = Files.walk(path(module + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
