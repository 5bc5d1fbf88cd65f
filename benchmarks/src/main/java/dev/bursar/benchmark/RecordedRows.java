package dev.bursar.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.source.provider.CallOutcome;
import dev.bursar.source.provider.ProviderResponse;
import dev.bursar.source.provider.ProviderResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recorded responses understood and priced per second of processor time, for a comparison with another program's figures. */
final class RecordedRows {

    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");

    private final Pricer pricer = new Pricer(BuiltInRateCards.load());
    private final List<Row> rows;
    private int next;

    private record Row(String provider, byte[] bytes, JsonNode body) {}

    private RecordedRows(List<Row> rows) {
        this.rows = rows;
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(Machine.line());
        var rows = new ArrayList<Row>();
        for (var line : Files.readAllLines(Path.of(arguments[0]))) {
            var row = Json.read(line);
            if (ProviderResponses.provider(row.path("provider").asText()).isPresent()) {
                var body = row.path("response");
                rows.add(new Row(row.path("provider").asText(), Json.bytes(body), body));
            }
        }
        var recorded = new RecordedRows(rows);
        System.out.printf(
                "bursar        %4d rows: parsed, understood, priced %,10d /s; already parsed %,10d /s%n",
                rows.size(), ThreadCpu.perSecond(recorded::fromBytes), ThreadCpu.perSecond(recorded::fromBody));
    }

    private void fromBytes() {
        try {
            var row = row();
            price(row.provider(), Json.read(row.bytes()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fromBody() {
        var row = row();
        price(row.provider(), row.body());
    }

    private Row row() {
        next = next + 1 == rows.size() ? 0 : next + 1;
        return rows.get(next);
    }

    private void price(String provider, JsonNode body) {
        var response = new ProviderResponse(provider, Optional.empty(), body, Optional.of("unnamed"));
        for (var outcome : ProviderResponses.understand(response)) {
            if (outcome instanceof CallOutcome.Understood understood) {
                var call = understood.call();
                pricer.price(new Pricer.Call(
                        call.provider(),
                        call.model(),
                        THEN,
                        call.usage(),
                        call.scope(),
                        call.serviceTier(),
                        call.region()));
            }
        }
    }
}
