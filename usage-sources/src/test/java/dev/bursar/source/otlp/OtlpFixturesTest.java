package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every OTLP fixture gives the numbers that its run consumed. */
class OtlpFixturesTest {

    private static final Map<String, Meter> METERS = Map.of(
            "input_uncached", Meter.INPUT,
            "cache_read", Meter.CACHE_READ,
            "cache_write_5m", Meter.CACHE_WRITE_5M,
            "cache_write_1h", Meter.CACHE_WRITE_1H,
            "reasoning", Meter.REASONING);

    /** @param files in the order of their capture */
    private record Case(JsonNode expected, List<String> files) {

        boolean countsNothing() {
            return expected.path("metrics_only").asBoolean()
                    || !expected.path("usage_present").asBoolean();
        }

        Map<String, Map<String, Long>> wanted() {
            var wanted = new TreeMap<String, Map<String, Long>>();
            if (!countsNothing()) {
                expected.at("/expected/models")
                        .properties()
                        .forEach(model -> wanted.put(model.getKey(), counts(model.getValue())));
            }
            return wanted;
        }

        private static Map<String, Long> counts(JsonNode numbers) {
            var counts = new TreeMap<String, Long>();
            METERS.keySet().forEach(name -> counts.put(name, numbers.path(name).asLong()));
            counts.put(
                    "output",
                    numbers.path("output").asLong() - numbers.path("reasoning").asLong());
            return counts;
        }
    }

    static Stream<Named<Case>> cases() {
        return Stream.of("claude-code", "gemini-cli", "codex", "openai-node", "genai-semconv")
                .flatMap(OtlpFixturesTest::cases);
    }

    private static Stream<Named<Case>> cases(String folder) {
        var cases = Exports.json(folder + "/expected.json").path("cases");
        return StreamSupport.stream(cases.spliterator(), false).map(one -> {
            var files = new ArrayList<String>();
            one.path("files").forEach(file -> files.add(folder + "/" + file.asText()));
            if (files.isEmpty()) {
                files.add(folder + "/" + one.path("file").asText());
            }
            return Named.of(files.get(0), new Case(one, files));
        });
    }

    private static Map<String, Map<String, Long>> counted(List<OtlpCall> calls) {
        var counted = new TreeMap<String, Map<String, Long>>();
        Exports.byModel(calls).forEach((model, usage) -> counted.put(model, counts(usage)));
        return counted;
    }

    private static Map<String, Long> counts(Usage usage) {
        var counts = new TreeMap<String, Long>();
        METERS.forEach((name, meter) -> counts.put(name, usage.count(meter)));
        counts.put("output", usage.count(Meter.OUTPUT));
        return counts;
    }

    private static List<OtlpCall> calls(List<String> files) {
        return Exports.calls(files.stream().map(Exports::read).toArray(OtlpExport[]::new));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRunCountsWhatItConsumed(Case one) {
        assertThat(counted(calls(one.files()))).isEqualTo(one.wanted());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsSentTwiceHasTheSameIds(Case one) {
        // Given
        var once = calls(one.files());

        // When
        var again = calls(one.files());

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(ids(again)).hasSameSizeAs(once);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void metricsAreAnsweredWithWhatToSwitchOn(Case one) {
        // Given
        var metricsOnly = one.expected().path("metrics_only").asBoolean();

        // When
        var understandings = one.files().stream()
                .map(file -> OtlpCalls.understand(Exports.read(file)))
                .toList();

        // Then
        assertThat(understandings.stream().anyMatch(said -> said.uncountedPoints() > 0))
                .isEqualTo(metricsOnly || one.files().stream().anyMatch(file -> file.contains("metrics")));
        assertThat(understandings)
                .allSatisfy(said -> assertThat(said.advice().isEmpty())
                        .isEqualTo(said.advice().stream()
                                .noneMatch(text -> text.contains("=otlp")
                                        || text.contains("config.toml")
                                        || text.contains("=true"))));
    }

    @Property(tries = 40)
    void exportsInAnyOrderAndNumberHaveTheSameIds(@ForAll long seed) {
        // Given
        var random = new Random(seed);
        var files = cases().map(Named::getPayload)
                .flatMap(one -> one.files().stream())
                .toList();
        var shuffled = new ArrayList<>(files);
        files.stream().filter(file -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);

        // When
        var ids = ids(calls(shuffled));

        // Then
        assertThat(ids).isEqualTo(ids(calls(files)));
    }

    private static Set<String> ids(List<OtlpCall> calls) {
        return calls.stream().map(OtlpCall::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
