package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.aggregator.rateimport.Format.Terms;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** The body of a request to import. */
record ImportOrder(Format format, JsonNode data, Terms terms, boolean dryRun) {

    private static final Set<String> FIELDS =
            Set.of("format", "data", "dry_run", "effective_from", "as_of", "provider", "source");

    /**
     * Reads the body; without {@code dry_run: false} nothing is imported.
     *
     * @throws ProblemException what is no order
     */
    static ImportOrder read(JsonNode body, Instant now) {
        if (!body.isObject()) {
            throw ProblemException.invalid("", "not_an_object", "the body is not an object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw ProblemException.invalid("/" + name, "unknown_field", "there is no field " + name + " here");
            }
        });
        var format = Format.of(body.path("format").asText())
                .orElseThrow(
                        () -> ProblemException.invalid("/format", "unknown_word", "format is litellm or genai-prices"));
        if (!body.has("data")) {
            throw ProblemException.invalid("/data", "missing", "data is missing: the file");
        }
        if (body.has("dry_run") && !body.get("dry_run").isBoolean()) {
            throw ProblemException.invalid("/dry_run", "not_a_boolean", "dry_run is neither true nor false");
        }
        var provider = text(body, "provider");
        return new ImportOrder(
                format,
                body.get("data"),
                new Terms(
                        text(body, "effective_from").map(ImportOrder::time).orElse(now),
                        text(body, "as_of").map(ImportOrder::date).orElse(LocalDate.ofInstant(now, ZoneOffset.UTC)),
                        provider,
                        text(body, "source").orElse(format.source())),
                body.path("dry_run").asBoolean(true));
    }

    private static Optional<String> text(JsonNode body, String field) {
        if (!body.hasNonNull(field)) {
            return Optional.empty();
        }
        if (!body.get(field).isTextual() || body.get(field).textValue().isBlank()) {
            throw ProblemException.invalid("/" + field, "not_a_string", field + " is not a string");
        }
        return Optional.of(body.get(field).textValue());
    }

    private static Instant time(String text) {
        return text.length() == 10
                ? date("/effective_from", text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : UsageEventJson.readTime(text)
                        .orElseThrow(() -> ProblemException.invalid(
                                "/effective_from", "not_a_time", "neither a date nor an RFC 3339 time: " + text));
    }

    private static LocalDate date(String text) {
        return date("/as_of", text);
    }

    private static LocalDate date(String pointer, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(pointer, "not_a_date", "not a date: " + text);
        }
    }
}
