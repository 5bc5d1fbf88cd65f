package dev.bursar.gate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeAdapterTest {

    @Test
    void takesEveryServiceForALaunch() {
        // When
        var reading = read("""
                version: "3"
                x-note: {anything: goes}
                services:
                  web:
                    image: python:3.9-slim
                    depends_on: [db]
                    ports: ["8080:80"]
                    environment: {A: b}
                  db:
                    image: postgres:15
                networks: {default: null}
                volumes: {cache-1: {}}
                """);

        // Then
        assertThat(reading).isInstanceOf(Reading.Launches.class);
        assertThat(((Reading.Launches) reading).launches())
                .extracting(Launch::image)
                .containsExactly("python:3.9-slim", "postgres:15");
    }

    @Test
    void readsOptionsOfAService() {
        // When
        var reading = read("services: {a: {image: x, privileged: true, network_mode: host}}");

        // Then
        assertThat(((Reading.Launches) reading).launches().get(0).settings())
                .anyMatch(setting ->
                        setting instanceof Setting.Named named && named.option() == ContainerOption.PRIVILEGED)
                .contains(new Setting.Joined("host"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: {a: {image: \"${IMAGE}\"}}",
                "services: {a: {image: x, command: echo $HOME}}",
                "services: {a: {image: x, extends: {file: other.yaml, service: b}}}",
                "include: [other.yaml]\nservices: {a: {image: x}}",
                "services: {a: {image: x}}\n---\nservices: {b: {image: y}}",
                "services: {a: &a {image: x}, b: *a}",
                "services: {}",
                "services: [a]",
                "x-a: 1",
                "services: {a: {image: x}}\nvolumes: {v: {driver_opts: {type: none, o: bind, device: /}}}",
                "services: {a: {image: x}}\nnetworks: {n: {external: true}}",
                "services: {a: {image: x}}\nsecrets: {s: {file: /etc/passwd}}",
                "services: {a: {image: x, image: y}}",
                "services: {a: {image: x}",
                "",
                "just a text",
            })
    void isUnclearWhereAFileDoesNotStandForItself(String yaml) {
        assertThat(codes(read(yaml))).containsOnly(Reason.LAUNCH_UNCLEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: {a: {image: x, deploy: {replicas: 9}}}",
                "services: {a: {image: x, frobnicate: 1}}",
                "services: {a: {image: [x]}}",
            })
    void knowsNoOtherKeys(String yaml) {
        assertThat(codes(read(yaml))).containsOnly(Reason.ARGUMENT_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"services: {a: {command: x}}", "services: {a: null}", "services: {a: x}"})
    void wantsAnImageOfEveryService(String yaml) {
        assertThat(codes(read(yaml))).containsOnly(Reason.ARGUMENT_INVALID);
    }

    @Test
    void knowsThatABuildIsNoLaunch() {
        assertThat(read("services: {a: {image: python:3.9-slim, build: .}}")).isInstanceOf(Reading.OtherUse.class);
    }

    private static List<Reason> codes(Reading reading) {
        return ((Reading.Unclear) reading)
                .violations().stream().map(Violation::code).toList();
    }

    private static Reading read(String yaml) {
        var arguments = Json.object().put("compose_yaml", yaml).put("project_name", "demo");
        return Adapters.with(List.of())
                .read("deploy-compose", arguments, Optional.empty())
                .orElseThrow();
    }
}
