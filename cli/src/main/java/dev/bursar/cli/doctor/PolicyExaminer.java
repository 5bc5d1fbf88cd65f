package dev.bursar.cli.doctor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.bursar.cli.client.Answer;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Which policy is in force, by the running gate itself: the file that it was started with need not be the one that is
 * named here. Where no gate answers, whether the file is valid YAML.
 */
final class PolicyExaminer implements Examiner {

    private static final String POLICY_FILE = "BURSAR_POLICY_FILE";
    private static final String MEND = "mend it; until then the last good policy is in force";
    private static final String NAME_ONE = "start the gate with a policy in " + POLICY_FILE;

    private final Patient patient;

    PolicyExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        var inForce = askGate();
        if (inForce.isEmpty()) {
            return List.of(file(patient.policy()));
        }
        var findings = new ArrayList<Finding>();
        findings.add(inForce(inForce.get()));
        var named = patient.environment().variable(POLICY_FILE);
        if (named.isPresent() && !isInForce(patient.policy(), inForce.get())) {
            findings.add(file(patient.policy()));
        }
        return findings;
    }

    /** Empty where the gate can't say. */
    private Optional<JsonNode> askGate() {
        try {
            Answer answer =
                    new Connection(patient.environment()).open().get(Service.GATE, "/api/v1/policy", Query.none());
            return answer.isDone() ? Optional.of(answer.json()) : Optional.empty();
        } catch (CommandFailure silent) {
            return Optional.empty();
        }
    }

    /** @param policy as the running gate shows what it goes by */
    static Finding inForce(JsonNode policy) {
        String version = policy.path("version").asText("");
        boolean none = version.isEmpty() || policy.path("version").isNull();
        JsonNode problems = policy.path("problems");
        if (problems.isEmpty()) {
            return none
                    ? Finding.problem("policy", "the gate has none: everything is denied", NAME_ONE)
                    : Finding.ok("policy", "in force: " + version);
        }
        return Finding.problem(
                "policy",
                "the gate refused the last change of its file: " + first(problems),
                none
                        ? NAME_ONE + "; until then everything is denied"
                        : "mend it; until then " + version + " is in force");
    }

    private static boolean isInForce(Path file, JsonNode policy) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return policy.path("version")
                    .asText()
                    .equals("sha256:" + HexFormat.of().formatHex(hash));
        } catch (IOException unreadable) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Finding file(Path file) {
        try {
            byte[] text = Files.readAllBytes(file);
            Finding plain = judge(file.toString(), new String(text, StandardCharsets.UTF_8));
            return plain.isProblem() ? plain : validated(file.toString(), text).orElse(plain);
        } catch (IOException unreadable) {
            return Finding.problem(
                    "policy", "can't read " + file, "without a policy everything is denied: set " + POLICY_FILE);
        }
    }

    /** Empty where the gate can't say. */
    private Optional<Finding> validated(String file, byte[] text) {
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
            return Finding.ok("policy", file + ", understood by the gate, which has another one in force");
        }
        return Finding.problem("policy", file + ", " + first(verdict.path("problems")), MEND);
    }

    private static String first(JsonNode problems) {
        JsonNode first = problems.path(0);
        String key = first.path("key").asText("");
        return "line " + first.path("line").asInt() + (key.isEmpty() ? "" : " (" + key + ")") + ": "
                + first.path("message").asText();
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
            return Finding.ok("policy", file + " is YAML; no gate answers that could say what is in force");
        } catch (JsonProcessingException wrong) {
            var place = wrong.getLocation();
            return Finding.problem(
                    "policy",
                    file + ", line " + (place == null ? "?" : place.getLineNr()) + ": " + wrong.getOriginalMessage(),
                    MEND);
        }
    }
}
