package dev.bursar.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.source.provider.CallOutcome;
import dev.bursar.source.provider.ProviderResponse;
import dev.bursar.source.provider.ProviderResponses;
import dev.bursar.source.provider.UnderstoodCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How many recorded responses one core understands and prices in a second; the module's README has the command. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(1)
public class PricingBenchmark {

    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");

    /** A file with one recorded response a line: {@code {"provider", "response", …}}. */
    @Param("usage-sources/src/test/resources/recorded-responses/responses.jsonl")
    String rows;

    private final Pricer pricer = new Pricer(BuiltInRateCards.load());
    private final List<Row> loaded = new ArrayList<>();
    private int next;

    private record Row(String provider, byte[] bytes, JsonNode body, List<UnderstoodCall> calls) {}

    public static void main(String[] arguments) throws RunnerException {
        System.out.println(Machine.line());
        var options = new OptionsBuilder().include(PricingBenchmark.class.getSimpleName());
        if (arguments.length > 0) {
            options.param("rows", arguments[0]);
        }
        new Runner(options.build()).run();
    }

    @Setup
    public void load() throws IOException {
        for (var line : Files.readAllLines(Path.of(rows))) {
            var row = Json.read(line);
            var provider = row.path("provider").asText();
            if (ProviderResponses.provider(provider).isPresent()) {
                var body = row.path("response");
                loaded.add(new Row(provider, Json.bytes(body), body, understand(provider, body)));
            }
        }
        if (loaded.isEmpty()) {
            throw new IllegalStateException("no row of a provider that is understood in " + rows);
        }
    }

    /** From the bytes of a body to its exact cost. */
    @Benchmark
    public Cost parsedUnderstoodAndPriced() throws JsonProcessingException {
        var row = row();
        return price(understand(row.provider, Json.read(row.bytes)));
    }

    /** From a body already parsed. */
    @Benchmark
    public Cost understoodAndPriced() {
        var row = row();
        return price(understand(row.provider, row.body));
    }

    /** From token counts, as an estimate does it. */
    @Benchmark
    public Cost priced() {
        return price(row().calls);
    }

    private Row row() {
        var row = loaded.get(next);
        next = next + 1 == loaded.size() ? 0 : next + 1;
        return row;
    }

    private static List<UnderstoodCall> understand(String provider, JsonNode body) {
        var response = new ProviderResponse(provider, Optional.empty(), body, Optional.of("gemini-embedding-001"));
        return ProviderResponses.understand(response).stream()
                .map(outcome -> ((CallOutcome.Understood) outcome).call())
                .toList();
    }

    private Cost price(List<UnderstoodCall> calls) {
        Cost last = null;
        for (var call : calls) {
            last = pricer.price(new Pricer.Call(
                    call.provider(),
                    call.model(),
                    THEN,
                    call.usage(),
                    call.scope(),
                    call.serviceTier(),
                    call.region()));
        }
        return last;
    }
}
