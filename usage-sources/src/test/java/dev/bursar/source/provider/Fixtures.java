package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Payloads from the class path, with the numbers that are to be found in them. */
final class Fixtures {

    private Fixtures() {}

    static String text(String resource) {
        try (var in = Fixtures.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException("fixture", e);
        }
    }

    static List<JsonNode> lines(String resource) {
        return text(resource)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Fixtures::json)
                .toList();
    }
}
