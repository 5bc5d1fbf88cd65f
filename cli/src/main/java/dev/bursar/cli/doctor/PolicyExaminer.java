package dev.bursar.cli.doctor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the gate finds a policy that it can read; the gate itself judges what is in it, and logs it. */
final class PolicyExaminer implements Examiner {

    private final Patient patient;

    PolicyExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        Path file = patient.policy();
        try {
            return List.of(judge(file.toString(), Files.readString(file)));
        } catch (IOException unreadable) {
            return List.of(Finding.problem(
                    "policy", "can't read " + file, "without a policy everything is denied: set BURSAR_POLICY_FILE"));
        }
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
                    "mend it; until then the last good policy is in force");
        }
    }
}
