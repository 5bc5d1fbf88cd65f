package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What Bedrock's InvokeModel says of vendors who have no {@code usage}: Titan and Llama in fields of the body, all others
 * in the metrics that end a stream, or in headers where an SDK shows them. Images are counted by their number.
 *
 * @param complete whether the end of a stream came
 */
record InvokedCounts(List<? extends JsonNode> documents, boolean complete) {

    private static final String METRICS = "amazon-bedrock-invocationMetrics";
    private static final List<String> ENDS = List.of(METRICS, "stop_reason", "completionReason");

    static InvokedCounts of(List<? extends JsonNode> documents) {
        return new InvokedCounts(
                documents, documents.stream().anyMatch(document -> ENDS.stream().anyMatch(document::hasNonNull)));
    }

    /** Empty where the documents have no counts. */
    Optional<Usage> usage() {
        var input = first("inputTokenCount", "inputTextTokenCount", "prompt_token_count", "input");
        var output = first("outputTokenCount", "totalOutputTextTokenCount", "generation_token_count", "output");
        var results = most(InvokedCounts::ofResults);
        var tally = new Tally();
        tally.add(Meter.INPUT, input);
        tally.add(Meter.CACHE_READ, most(document -> Fields.count(document.path(METRICS), "cacheReadInputTokenCount")));
        tally.add(
                Meter.CACHE_WRITE_5M,
                most(document -> Fields.count(document.path(METRICS), "cacheWriteInputTokenCount")));
        tally.add(Meter.OUTPUT, output.isPresent() ? output : results);
        if (input.isEmpty() && output.isEmpty() && results.isEmpty()) {
            return images();
        }
        return Optional.of(tally.usage());
    }

    /** The first of these that is said: in the metrics, in the body, in a header. */
    private OptionalLong first(String metric, String titan, String llama, String side) {
        var inMetrics = most(document -> Fields.count(document.path(METRICS), metric));
        var inTitan = inMetrics.isPresent() ? inMetrics : most(document -> Fields.count(document, titan));
        var inLlama = inTitan.isPresent() ? inTitan : most(document -> Fields.count(document, llama));
        return inLlama.isPresent() ? inLlama : most(document -> ofHeader(document, side));
    }

    /** Pieces of a stream carry totals so far, or nothing. */
    private OptionalLong most(Function<JsonNode, OptionalLong> count) {
        return documents.stream()
                .map(count)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    private static OptionalLong ofResults(JsonNode document) {
        var results = document.path("results");
        return results.valueStream().noneMatch(result -> result.hasNonNull("tokenCount"))
                ? OptionalLong.empty()
                : OptionalLong.of(results.valueStream()
                        .mapToLong(result -> Fields.countOrZero(result, "tokenCount"))
                        .sum());
    }

    private static OptionalLong ofHeader(JsonNode document, String side) {
        var header = document.path("ResponseMetadata")
                .path("HTTPHeaders")
                .path("x-amzn-bedrock-" + side + "-token-count")
                .asText();
        return header.matches("\\d{1,12}") ? OptionalLong.of(Long.parseLong(header)) : OptionalLong.empty();
    }

    private Optional<Usage> images() {
        return documents.stream()
                .map(document -> document.path("images"))
                .filter(images -> images.isArray() && !images.isEmpty())
                .findFirst()
                .map(images -> Usage.of(Meter.IMAGE, images.size()));
    }
}
