package dev.bursar.gate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SpellingPropertiesTest {

    /** Names as the engine, its SDKs and its command line write them, each with a value that takes a guard away. */
    private static final Map<String, String> DANGEROUS = Map.ofEntries(
            Map.entry("privileged", "true"),
            Map.entry("pid_mode", "\"host\""),
            Map.entry("ipc_mode", "\"host\""),
            Map.entry("uts_mode", "\"host\""),
            Map.entry("userns_mode", "\"host\""),
            Map.entry("network_mode", "\"host\""),
            Map.entry("cgroupns_mode", "\"host\""),
            Map.entry("cap_add", "[\"ALL\"]"),
            Map.entry("devices", "[\"/dev/sda\"]"),
            Map.entry("device_requests", "[{\"count\":-1}]"),
            Map.entry("binds", "[\"/:/host\"]"),
            Map.entry("volumes", "{\"/\":{\"bind\":\"/host\"}}"),
            Map.entry("mounts", "[{\"type\":\"bind\",\"source\":\"/\",\"target\":\"/host\"}]"),
            Map.entry("volumes_from", "[\"other\"]"),
            Map.entry("security_opt", "[\"seccomp=unconfined\"]"),
            Map.entry("entrypoint", "[\"/bin/sh\"]"),
            Map.entry("sysctls", "{\"kernel.shmmax\":\"1\"}"),
            Map.entry("runtime", "\"other\""),
            Map.entry("port_bindings", "{\"80/tcp\":[{\"HostPort\":\"80\"}]}"),
            Map.entry("masked_paths", "[]"));

    private static final ContainerRules NOTHING =
            new ContainerRules(Set.of("name", "ports"), Set.of("bridge"), 1025, Set.of(), List.of(), List.of());

    @Property
    void noSpellingAndNoDepthLetsADangerousOptionThrough(
            @ForAll("dangerous") String name, @ForAll Random random, @ForAll @IntRange(max = 3) int depth) {
        // Given
        var arguments = "\"" + spelled(name, random) + "\":" + DANGEROUS.get(name);
        for (int i = 0; i < depth; i++) {
            arguments = "\"" + spelled("host_config", random) + "\":{" + arguments + "}";
        }

        // When
        var violations = LaunchReadingTest.violations("docker_run", NOTHING, "{\"image\":\"a\"," + arguments + "}");

        // Then
        assertThat(violations).isNotEmpty();
    }

    @Property
    void aKeyThatIsNoOptionIsNeverPassedOn(@ForAll String key) {
        // Given
        var arguments = Json.object().put("image", "a").put(key, "x");
        boolean known = ContainerOption.named(key).isPresent()
                || Set.of("image", "imagename", "repository", "tag").contains(Spelling.fold(key));

        // When
        var reading = Adapters.with(List.of())
                .read("docker_run", arguments, Optional.empty())
                .orElseThrow();

        // Then
        assertThat(known || reading instanceof Reading.Unclear).isTrue();
    }

    @Provide
    Arbitrary<String> dangerous() {
        return Arbitraries.of(DANGEROUS.keySet());
    }

    /** Any case, any separators. */
    private static String spelled(String name, Random random) {
        return name.chars()
                .mapToObj(c -> c == '_' ? separator(random) : random.nextBoolean() ? upper(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String separator(Random random) {
        return List.of("", "_", "-", "__").get(random.nextInt(4));
    }

    private static String upper(int c) {
        return Character.toString(c).toUpperCase(Locale.ROOT);
    }
}
