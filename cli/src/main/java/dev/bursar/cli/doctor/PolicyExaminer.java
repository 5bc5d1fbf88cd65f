package dev.bursar.cli.doctor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.bursar.cli.client.Answer;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the gate finds a policy that it understands: asks the gate where it answers, else looks for valid YAML. */
final class PolicyExaminer implements Examiner {

    private static final String MEND = "mend it; until then the last good policy is in force";

    private final Patient patient;

    PolicyExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        Path file = patient.policy();
        try {
            byte[] text = Files.readAllBytes(file);
            Finding plain = judge(file.toString(), new String(text, StandardCharsets.UTF_8));
            return List.of(
                    plain.isProblem() ? plain : askGate(file.toString(), text).orElse(plain));
        } catch (IOException unreadable) {
            return List.of(Finding.problem(
                    "policy", "can't read " + file, "without a policy everything is denied: set BURSAR_POLICY_FILE"));
        }
    }

    /** Empty where the gate can't say. */
    private Optional<Finding> askGate(String file, byte[] text) {
        try {
            Answer answer = new Connection(patient.environment())
                    .open()
                    .post(Service.GATE, "/api/v1/policy/validate", "application/yaml", text);
            return answer.isDone() ? Optional.of(read(file, answer.json())) : Optional.empty();
        } catch (CommandFailure silent) {
            return Optional.empty();
        }
    }

    /** @param verdict as the gate gives it */
    static Finding read(String file, JsonNode verdict) {
        if (verdict.path("valid").asBoolean()) {
            return Finding.ok("policy", file + ", understood by the gate");
        }
        JsonNode first = verdict.path("problems").path(0);
        String place = first.path("key").isTextual() ? " (" + first.path("key").asText() + ")" : "";
        return Finding.problem(
                "policy",
                file + ", line " + first.path("line").asInt() + place + ": "
                        + first.path("message").asText(),
                MEND);
    }

    static Finding judge(String file, String text) {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            JsonNode policy = yaml.readTree(text);
            if (policy.path("version").asInt() != 1) {
                return Finding.problem("policy", file + " does not say version: 1", "add it as the first line");
            }
            return Finding.ok("policy", file);
        } catch (JsonProcessingException wrong) {
            var place = wrong.getLocation();
            return Finding.problem(
                    "policy",
                    file + ", line " + (place == null ? "?" : place.getLineNr()) + ": " + wrong.getOriginalMessage(),
                    MEND);
        }
    }
}
