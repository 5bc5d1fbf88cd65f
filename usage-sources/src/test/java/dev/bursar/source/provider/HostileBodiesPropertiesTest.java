package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a body says, the answer is an outcome. */
class HostileBodiesPropertiesTest {

    private static final List<String> FILES = Stream.iterate(0, i -> i + 1)
            .limit(cases().size())
            .map(i -> cases().get(i).path("file").asText())
            .toList();

    private static final List<String> PROVIDERS = List.of(
            "openai",
            "azure-openai",
            "anthropic",
            "google",
            "bedrock",
            "mistral",
            "cohere",
            "deepseek",
            "xai",
            "groq",
            "cerebras",
            "openrouter",
            "ollama");

    private static final List<JsonNode> HOSTILE = Stream.of(
                    "null",
                    "true",
                    "-1",
                    "1.5",
                    "0.5e-300",
                    "1e300",
                    "1e-2000000000",
                    "1e2000000000",
                    "-1e2000000000",
                    "1000000000001",
                    "99999999999999999999999999",
                    "\"\"",
                    "\"7\"",
                    "\"message_start\"",
                    "\"" + "x".repeat(300) + "\"",
                    "[]",
                    "{}",
                    "[null]",
                    "[[[[1]]]]",
                    "[{\"usage\": 3}]",
                    "{\"usage\": {\"usage\": []}}")
            .map(Fixtures::json)
            .toList();

    private static JsonNode cases() {
        return Fixtures.json(Fixtures.text("providers/expected.json")).path("cases");
    }

    @Property(tries = 3_000)
    void aBodyWithForeignValuesIsUnderstoodOrRefused(
            @ForAll("files") String file, @ForAll("providers") String provider, @ForAll Random random) {
        // Given
        var pieces =
                new ArrayList<JsonNode>(Payload.of(TextNode.valueOf(text(file))).pieces());
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            spoil(pieces.get(random.nextInt(pieces.size())), random);
        }
        var body = ((ObjectNode) Fixtures.json("{}")).putArray("pieces").addAll(pieces);

        // Then
        assertOutcome(provider, pieces.size() == 1 ? pieces.get(0) : body);
    }

    @Property(tries = 1_000)
    void aTextThatBreaksOffAnywhereIsUnderstoodOrRefused(
            @ForAll("files") String file, @ForAll("providers") String provider, @ForAll Random random) {
        // Given
        var text = text(file);

        // Then
        assertOutcome(provider, TextNode.valueOf(text.substring(0, random.nextInt(text.length()))));
    }

    private static void assertOutcome(String provider, JsonNode body) {
        assertThatCode(() -> {
                    var outcomes = ProviderResponses.understand(
                            ProviderResponse.of(provider, body).withModel("m"));
                    assertThat(outcomes).isNotEmpty().allSatisfy(HostileBodiesPropertiesTest::assertSound);
                })
                .as("%s %s", provider, body)
                .doesNotThrowAnyException();
    }

    private static void assertSound(CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Understood understood) {
            var call = understood.call();
            assertThat(call.usage().counts().values()).isNotEmpty().allMatch(count -> count >= 0);
            assertThat(call.usage().counts().values()).allMatch(count -> count <= Usage.MAX_COUNT);
            assertThat(Dimensions.isValue(call.model())).isTrue();
            assertThat(call.reportedCostUsd().map(BigDecimal::signum).orElse(0)).isNotNegative();
            assertThat(call.reportedCostUsd().map(BigDecimal::scale).orElse(0)).isLessThanOrEqualTo(24);
        } else {
            assertThat(((CallOutcome.Refused) outcome).detail()).isNotBlank();
        }
    }

    /** Puts something else in place of a value, at any depth. */
    private static void spoil(JsonNode node, Random random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainerNode() && !object.get(name).isEmpty() && random.nextInt(4) > 0) {
                spoil(object.get(name), random);
            } else {
                object.set(name, hostile(random));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            if (array.get(at).isContainerNode() && random.nextInt(4) > 0) {
                spoil(array.get(at), random);
            } else {
                array.set(at, hostile(random));
            }
        }
    }

    private static JsonNode hostile(Random random) {
        return HOSTILE.get(random.nextInt(HOSTILE.size())).deepCopy();
    }

    private static String text(String file) {
        return Fixtures.text("providers/" + file);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(FILES);
    }

    @Provide
    Arbitrary<String> providers() {
        return Arbitraries.of(PROVIDERS);
    }
}
