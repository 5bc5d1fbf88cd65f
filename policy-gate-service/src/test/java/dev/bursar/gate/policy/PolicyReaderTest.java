package dev.bursar.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Reason;
import dev.bursar.gate.adapter.ContainerOption;
import dev.bursar.gate.image.ImageVerdict;
import dev.bursar.gate.yaml.YamlProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {

    @Test
    void readsTheExamplePolicy() throws IOException {
        // Given
        var bytes = getClass().getResourceAsStream("/gate/policy.yaml").readAllBytes();

        // When
        var policy = loaded(PolicyReader.read(bytes));

        // Then
        assertThat(policy.version()).matches("sha256:[0-9a-f]{64}");
        assertThat(policy.images().judge("python:3.9-slim", Map.of())).isInstanceOf(ImageVerdict.Allowed.class);
        assertThat(policy.images().judge("python:3.9", Map.of())).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(policy.containers().minHostPort()).isEqualTo(1025);
        assertThat(policy.containers().options())
                .contains("name", "working_dir")
                .hasSize(11);
        assertThat(policy.budgets().actions()).containsExactly("llm_call");
        assertThat(policy.models().judge("anthropic", "claude", OptionalLong.empty()))
                .isEmpty();
    }

    @Test
    void readsThePolicyOfTheEmbeddedStack() throws IOException {
        // Given
        var bytes = getClass()
                .getResourceAsStream("/dev/bursar/embedded/policy.yaml")
                .readAllBytes();

        // When
        var policy = loaded(PolicyReader.read(bytes));

        // Then
        assertThat(policy.images().judge("python:3.9-slim", Map.of())).isInstanceOf(ImageVerdict.Allowed.class);
        assertThat(policy.images().judge("ubuntu:latest", Map.of())).isInstanceOf(ImageVerdict.Refused.class);
    }

    @Test
    void aPolicyThatSaysNothingAllowsNothing() {
        // When
        var policy = loaded(read("version: 1\n"));

        // Then
        assertThat(policy.images().judge("python", Map.of())).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(policy.models().judge("openai", "gpt-5", OptionalLong.empty()))
                .hasValueSatisfying(violation -> assertThat(violation.code()).isEqualTo(Reason.MODEL_NOT_ALLOWED));
        assertThat(policy.tools().allows("search")).isFalse();
        assertThat(policy.budgets().covers(Set.of("llm_call"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1\\nimage: {}                                   | 2 | 1  | image",
                "version: 1\\nimages:\\n  alow: []                        | 3 | 3  | images.alow",
                "version: 1\\nversion: 1                                  | 2 | 1  | version",
                "version: 1\\nimages: {allow: [], allow: []}              | 2 | 21 | images.allow",
                "version: 2                                               | 1 | 10 | version",
                "version: '1'                                             | 1 | 10 | version",
                "images: {}                                               | 1 | 1  | ''",
                "version: 1\\nimages: {allow: python}                     | 2 | 17 | images.allow",
                "version: 1\\nimages: {allow: [1]}                        | 2 | 18 | images.allow[0]",
                "version: 1\\nimages: {allow: ['Python:1']}               | 2 | 18 | images.allow[0]",
                "version: 1\\nimages: {deny: [a, 'b**']}                  | 2 | 20 | images.deny[1]",
                "version: 1\\nimages: {pins: {'a:*': ['sha256:00']}}      | 2 | 25 | images.pins.a:*[0]",
                "version: 1\\nimages: {require_digest: yes}               | 2 | 26 | images.require_digest",
                "version: 1\\nimages: {scopes: [{match: {tem: x}, allow: [a]}]} | 2 | 28 | images.scopes[0].match.tem",
                "version: 1\\ncontainers:\\n\\tports: {}                  | 3 | 1  | ''",
                "version: 1\\ncontainers: {ports: {min_host: 70000}}      | 2 | 32 | containers.ports.min_host",
                "version: 1\\ncontainers: {ports: {min_host: 1025.5}}     | 2 | 32 | containers.ports.min_host",
                "version: 1\\ncontainers: {options: [privilegd]}          | 2 | 24 | containers.options[0]",
                "version: 1\\ncontainers: {mounts: {host_paths: [/a/../b]}} | 2 | 36 | containers.mounts.host_paths[0]",
                "version: 1\\ntools: {adapters: {docker_run: {as: docker_run, image: /a}}} | 2 | 20 | tools.adapters.docker_run",
                "version: 1\\ntools: {adapters: {mine: {as: docker_build, image: /a}}} | 2 | 31 | tools.adapters.mine.as",
                "version: 1\\ntools: {adapters: {mine: {as: docker_run, image: a}}} | 2 | 50 | tools.adapters.mine.image",
                "version: 1\\nmodels: &m {allow: []}                      | 2 | 9  | ''",
                "version: 1\\nmodels: {max_output_tokens: 0x10}           | 2 | 29 | models.max_output_tokens",
                "version: 1\\nshadow: [everything]                        | 2 | 10 | shadow[0]",
                "version: 1\\n---\\nversion: 1                            | 2 | 1  | ''",
                "version: [1                                              | 1 | 12 | ''",
                "''                                                       | 1 | 1  | ''",
            })
    void saysWhereAFileIsNoPolicy(String escaped, int line, int column, String key) {
        // When
        var reading = read(escaped.replace("\\n", "\n").replace("\\t", "\t"));

        // Then
        assertThat(reading).isInstanceOfSatisfying(PolicyReading.Broken.class, broken -> {
            var first = broken.problems().get(0);
            assertThat(first.key()).isEqualTo(key);
            assertThat(first.line()).as(first.toString()).isEqualTo(line);
            assertThat(first.column()).as(first.toString()).isEqualTo(column);
            assertThat(first.message()).isNotBlank();
        });
    }

    @Test
    void reportsEveryWrongKeyOfAFileInItsOrder() {
        // When
        var reading = read("version: 1\nmodels: {alow: []}\nimages: {denny: []}\n");

        // Then
        assertThat(((PolicyReading.Broken) reading).problems())
                .extracting(YamlProblem::key)
                .containsExactly("models.alow", "images.denny");
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThat(PolicyReader.read(new byte[] {'v', (byte) 0xff})).isInstanceOf(PolicyReading.Broken.class);
        assertThat(PolicyReader.read("version: 1\n#\u0001".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PolicyReading.Broken.class);
        assertThat(PolicyReader.read(new byte[PolicyReader.MAX_BYTES + 1])).isInstanceOf(PolicyReading.Broken.class);
    }

    @Test
    void thePublishedSchemaNamesEveryOption() throws IOException {
        // Given
        var listed = Json.read(PolicySchema.TEXT)
                .at("/$defs/containers/properties/options/items/enum")
                .valueStream()
                .map(node -> node.textValue())
                .toList();

        // Then: networks, capabilities and mounts have keys of their own
        var byName = new TreeSet<>(ContainerOption.permits());
        byName.removeAll(Set.of("network", "cap_add", "mounts"));
        assertThat(listed).containsExactlyElementsOf(byName);
    }

    private static PolicyReading read(String yaml) {
        return PolicyReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    static Policy loaded(PolicyReading reading) {
        assertThat(reading).isInstanceOf(PolicyReading.Loaded.class);
        return ((PolicyReading.Loaded) reading).policy();
    }
}
