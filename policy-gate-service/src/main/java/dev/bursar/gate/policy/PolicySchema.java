package dev.bursar.gate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.bursar.gate.yaml.YamlDocument;
import dev.bursar.gate.yaml.YamlProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The published JSON Schema of policies. */
public final class PolicySchema {

    private static final String RESOURCE = "/schema/policy.schema.json";

    /** The schema as it is published. */
    public static final String TEXT = text();

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ROOT)
                            .cacheRefs(true)
                            .build()))
            .getSchema(TEXT, InputFormat.JSON);

    private PolicySchema() {}

    static List<YamlProblem> problems(YamlDocument document) {
        return SCHEMA.validate((JsonNode) document.root()).stream()
                .map(error -> problem(document, error))
                .toList();
    }

    private static YamlProblem problem(YamlDocument document, Error error) {
        var pointer = error.getInstanceLocation().toString();
        if (error.getKeyword().equals("additionalProperties")) {
            var key = error.getProperty();
            var below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            return document.keyProblem(below, "there is no such key");
        }
        return document.problem(pointer, error.getMessage());
    }

    private static String text() {
        try (var in = PolicySchema.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + RESOURCE + " from the class path", e);
        }
    }
}
