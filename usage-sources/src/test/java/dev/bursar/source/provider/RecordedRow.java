package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A body that a provider really returned, with what an independent extractor reads in it and what it says it cost.
 *
 * @param number the line it stands on, from 0
 */
record RecordedRow(int number, JsonNode line) {

    static Stream<RecordedRow> all() {
        var lines = Fixtures.lines("recorded-responses/responses.jsonl");
        return IntStream.range(0, lines.size()).mapToObj(number -> new RecordedRow(number, lines.get(number)));
    }

    String provider() {
        return line.path("provider").asText();
    }

    Optional<String> model() {
        return Optional.ofNullable(line.path("model").textValue());
    }

    JsonNode response() {
        return line.path("response");
    }

    /** A float of its own; compared as the decimal it is written as. */
    Optional<BigDecimal> peerUsd() {
        var price = line.path("peer_price_usd");
        return price.isNumber() ? Optional.of(price.decimalValue()) : Optional.empty();
    }

    /** Whether the peer leaves out iterations of a compaction or an advisor, which are billed. */
    boolean hasMoreThanMessages() {
        var iterations = response().path("usage").path("iterations");
        return iterations
                .valueStream()
                .anyMatch(one -> !one.path("type").asText().equals("message"));
    }

    /** How much of a prompt came from the cache by Mistral's older word, which the peer does not read. */
    long cachedByAnOlderWord() {
        return response().path("usage").path("num_cached_tokens").asLong();
    }

    List<UnderstoodCall> understood() {
        return ProviderResponses.understand(
                        new ProviderResponse(provider(), Optional.empty(), response(), Optional.of("unnamed")))
                .stream()
                .map(outcome -> ((CallOutcome.Understood) outcome).call())
                .toList();
    }

    /** How our meters differ from the peer's inclusive totals; empty where they agree. */
    List<String> differences(Usage usage) {
        var expected = line.path("expected_usage");
        long read = side(usage, Meter.CACHE_READ);
        long fiveMinutes = side(usage, Meter.CACHE_WRITE_5M);
        long anHour = side(usage, Meter.CACHE_WRITE_1H);
        var wrong = new ArrayList<String>();
        compare(wrong, "input with cache", usage.tokensIn(), expected.path("input_tokens"));
        compare(wrong, "cache_read", read, expected.path("cache_read_tokens"));
        compare(wrong, "output with reasoning", usage.tokensOut(), expected.path("output_tokens"));
        compare(wrong, "cache_write", fiveMinutes + anHour, expected.path("cache_write_tokens"));
        compare(wrong, "web_search", usage.count(Meter.WEB_SEARCH), expected.path("web_searches"));
        compare(wrong, "reasoning", side(usage, Meter.REASONING), expected.path("output_reasoning_tokens"));
        if (expected.hasNonNull("cache_write_5m_tokens")) {
            compare(wrong, "cache_write_5m", fiveMinutes, expected.path("cache_write_5m_tokens"));
            compare(wrong, "cache_write_1h", anHour, expected.path("cache_write_1h_tokens"));
        }
        return wrong;
    }

    private static void compare(List<String> wrong, String what, long ours, JsonNode theirs) {
        if (ours != theirs.asLong(0)) {
            wrong.add(what + " " + ours + ", expected " + theirs.asLong(0));
        }
    }

    private static long side(Usage usage, Meter meter) {
        return usage.count(meter)
                + usage.count(meter.kind("audio"))
                + usage.count(meter.kind("image"))
                + usage.count(meter.kind("video"));
    }

    @Override
    public String toString() {
        return "row " + number + " " + provider() + " " + model().orElse("-");
    }
}
