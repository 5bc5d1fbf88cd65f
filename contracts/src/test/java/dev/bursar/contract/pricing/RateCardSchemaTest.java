package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema, the reader and the built-in files say the same. */
class RateCardSchemaTest {

    private static final String ID = "urn:bursar:schema:rate-card";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(id -> ID.equals(id) ? resource("rate-card.schema.json") : null));
    private static final Schema CARD = REGISTRY.getSchema(SchemaLocation.of(ID));
    private static final Schema FILE = REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/file"));

    static List<String> files() {
        return BuiltInRateCards.FILES;
    }

    static Stream<RateCard> builtIn() {
        return BuiltInRateCards.load().all().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyBuiltInFileIsAsTheSchemaSays(String file) throws IOException {
        // Given
        var cards = new YAMLMapper().readTree(resource("rates/" + file + ".yaml"));

        // When
        var errors = FILE.validate(cards);

        // Then
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void everyWrittenCardIsAsTheSchemaSaysAndReadsBackTheSame(RateCard card) {
        // When
        var written = RateCardJson.write(card);

        // Then
        assertThat(CARD.validate(written)).isEmpty();
        assertThat(RateCardJson.read(card.id(), card.version(), written)).isEqualTo(card);
    }

    @ParameterizedTest
    @MethodSource("dev.bursar.contract.pricing.RateCardJsonTest#malformed")
    void theSchemaRefusesWhatTheReaderRefuses(String pointer, String code, String body) throws IOException {
        // Given
        var card = Json.read(body);

        // When
        var errors = CARD.validate(card);

        // Then
        assertThat(errors).as(pointer + " " + code).isNotEmpty();
    }

    private static String resource(String name) {
        try (var in = BuiltInRateCards.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
