package dev.bursar.source.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Outputs from the class path, read, in the form in which the expected numbers stand. */
final class Outputs {

    private Outputs() {}

    static String text(String file) {
        try (var in = Outputs.class.getResourceAsStream("/cli/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException("fixture", e);
        }
    }

    static List<RunOutcome> read(String tool, String stdout) {
        return ToolOutputs.understand(new ToolOutput(tool, stdout, Optional.of("asked-for")));
    }

    static List<UnderstoodRun> runs(String tool, String stdout) {
        return read(tool, stdout).stream()
                .map(outcome -> {
                    assertThat(outcome).isInstanceOf(RunOutcome.Understood.class);
                    return ((RunOutcome.Understood) outcome).run();
                })
                .toList();
    }

    static UnderstoodRun run(String tool, String stdout) {
        var runs = runs(tool, stdout);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    static void assertRefused(String tool, String stdout, RejectionReason reason, String detail) {
        assertThat(read(tool, stdout)).containsExactly(new RunOutcome.Refused(reason, detail));
    }

    /** Our meters under the names of the expected numbers, in which output includes reasoning. */
    static Map<String, Long> counts(Usage usage) {
        var counts = new TreeMap<String, Long>();
        counts.put("input_uncached", usage.count(Meter.INPUT));
        counts.put("cache_read", usage.count(Meter.CACHE_READ));
        counts.put("cache_write_5m", usage.count(Meter.CACHE_WRITE_5M));
        counts.put("cache_write_1h", usage.count(Meter.CACHE_WRITE_1H));
        counts.put("output", usage.tokensOut());
        counts.put("reasoning", usage.count(Meter.REASONING));
        return counts;
    }

    static Map<String, Long> counts(JsonNode expected) {
        var counts = new TreeMap<String, Long>();
        expected.properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().longValue()));
        return counts;
    }
}
