package dev.bursar.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * The one way JSON is read and written: exact numbers, no duplicate keys, no trailing tokens, nesting up to {@value
 * #MAX_DEPTH}.
 */
public final class Json {

    /** How deep a document may nest. */
    public static final int MAX_DEPTH = 64;

    /** How deep a document of others may nest: what a model passes to a tool has no bound of its own. */
    public static final int MAX_FOREIGN_DEPTH = 500;

    private static final JsonMapper MAPPER = strict(MAX_DEPTH);
    private static final JsonMapper FOREIGN = strict(MAX_FOREIGN_DEPTH);

    private Json() {}

    private static JsonMapper strict(int depth) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxNumberLength(200)
                                .build())
                        .build())
                // by the tree itself: the parser's own detection keeps a second set of names for every object
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }

    /** The mapper behind this class; never reconfigured. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one document.
     *
     * @throws JsonProcessingException what is not exactly one strict JSON document
     */
    public static JsonNode read(byte[] utf8) throws JsonProcessingException {
        try {
            return MAPPER.readTree(utf8);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading bytes in memory", e);
        }
    }

    /**
     * Reads one document.
     *
     * @throws JsonProcessingException what is not exactly one strict JSON document
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /**
     * Reads one document that others wrote and that nothing is passed on of but what is looked up in it: as strict, but
     * nesting up to {@value #MAX_FOREIGN_DEPTH}.
     *
     * @throws JsonProcessingException what is not exactly one strict JSON document
     */
    public static JsonNode readForeign(String text) throws JsonProcessingException {
        return FOREIGN.readTree(text);
    }

    /** Where a document is not strict JSON; Jackson's own message would repeat pieces of it. */
    public static String where(JsonProcessingException problem) {
        var at = problem.getLocation();
        return at == null
                ? "not strict JSON"
                : "not strict JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The document as UTF-8, keys in the order they were put. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing a tree in memory", e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Money as it stands on the wire: a decimal without exponent and without trailing zeros. */
    public static String money(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
