package dev.bursar.gate.decision;

import static dev.bursar.contract.policy.Reason.ARGUMENT_INVALID;
import static dev.bursar.contract.policy.Reason.IMAGE_REF_INVALID;
import static dev.bursar.contract.policy.Reason.TOOL_DENIED;
import static dev.bursar.contract.policy.Reason.TOOL_UNMAPPED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Violation;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.gate.adapter.Launch;
import dev.bursar.gate.adapter.Reading;
import dev.bursar.gate.image.ImageVerdict;
import dev.bursar.gate.policy.Policy;
import dev.bursar.gate.policy.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a tool call: what it would launch, by the image and container rules. */
final class LaunchRules {

    private static final String ANY_TOOL = "tools/call";
    private static final String TOOL = "tool";
    private static final String IMAGE = "container_image";

    private final Policy policy;
    private final Findings findings;
    private final Dimensions dimensions;
    private final Set<String> actions = new HashSet<>();

    LaunchRules(Policy policy, Findings findings, Dimensions dimensions) {
        this.policy = policy;
        this.findings = findings;
        this.dimensions = dimensions;
    }

    /** The name of the tool that a question is about: as the resource, or as the action. */
    static String tool(EvaluationRequest request) {
        return request.resourceType().equals(TOOL) ? request.resourceId() : request.action();
    }

    /** @return where the question has the wrong JSON type, if it has */
    Optional<Judgement.Malformed> judge(EvaluationRequest request) {
        var given = request.context().get("arguments");
        if (given != null && !given.isObject()) {
            return Optional.of(new Judgement.Malformed("/context/arguments", "arguments is an object"));
        }
        var arguments = given == null ? Json.object() : (ObjectNode) given;
        var tool = tool(request);
        actions.add(request.action());
        actions.add(tool);
        boolean namesImage = request.resourceType().equals(IMAGE);
        var named = namesImage ? Optional.of(request.resourceId()) : Optional.<String>empty();
        var reading = policy.tools().adapters().read(tool, arguments, named);
        if (reading.isPresent() && reading.get() instanceof Reading.Malformed malformed) {
            return Optional.of(new Judgement.Malformed("/context/arguments" + malformed.pointer(), malformed.detail()));
        }
        var contradiction = contradiction(request, reading.isPresent());
        if (contradiction.isPresent()) {
            findings.request(List.of(contradiction.get()));
        } else if (reading.isPresent()) {
            judge(tool, reading.get());
        } else {
            judgeUnknown(tool);
        }
        return Optional.empty();
    }

    /** What the call comes to, by the actions that policies name, whatever the tool is called; known once it is judged. */
    Set<String> actions() {
        return actions;
    }

    private static Optional<Violation> contradiction(EvaluationRequest request, boolean known) {
        var type = request.resourceType();
        boolean agrees = type.equals(TOOL)
                ? request.action().equals(request.resourceId())
                        || request.action().equals(ANY_TOOL)
                : !known || type.equals(IMAGE);
        if (agrees) {
            return Optional.empty();
        }
        var shown = Violation.excerpt(type + " " + request.resourceId());
        return Optional.of(new Violation(
                ARGUMENT_INVALID,
                "request",
                shown,
                "action " + Violation.excerpt(request.action()) + " does not go with resource " + shown));
    }

    private void judgeUnknown(String tool) {
        var shown = Violation.excerpt(tool);
        findings.section(
                Section.TOOLS,
                policy.tools().allows(tool)
                        ? List.of()
                        : List.of(new Violation(
                                TOOL_UNMAPPED, "tools.allow", shown, "tool " + shown + " is not known to the policy")));
    }

    private void judge(String tool, Reading reading) {
        if (reading instanceof Reading.Unclear unclear) {
            findings.request(unclear.violations());
        } else if (reading instanceof Reading.OtherUse other) {
            findings.section(
                    Section.TOOLS,
                    policy.tools().allows(tool)
                            ? List.of()
                            : List.of(new Violation(
                                    TOOL_DENIED,
                                    "tools.allow",
                                    tool,
                                    "tool " + tool + ": " + other.what() + " is not allowed")));
        } else {
            judge(((Reading.Launches) reading).launches());
        }
    }

    private void judge(List<Launch> launches) {
        var unreadable = new ArrayList<Violation>();
        var images = new ArrayList<Violation>();
        var options = new ArrayList<Violation>();
        for (var launch : launches) {
            actions.add(launch.act().action());
            if (policy.images().judge(launch.image(), dimensions.values()) instanceof ImageVerdict.Refused refused) {
                var violation = refused.violation();
                (violation.code() == IMAGE_REF_INVALID ? unreadable : images).add(violation);
            }
            options.addAll(policy.containers().judge(launch));
        }
        findings.request(unreadable);
        findings.section(Section.IMAGES, images);
        findings.section(Section.CONTAINERS, options);
    }
}
