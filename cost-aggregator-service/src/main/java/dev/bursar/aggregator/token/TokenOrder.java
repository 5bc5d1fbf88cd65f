package dev.bursar.aggregator.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.security.Roles;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token shall say.
 *
 * @param team the team it may name; absent: any
 * @param projects the projects it may name; empty: any
 * @param actFor globs of the principals it may report and ask for
 */
record TokenOrder(
        String principal,
        List<String> roles,
        Optional<String> team,
        List<String> projects,
        List<String> actFor,
        Duration timeToLive) {

    static final Duration STANDARD = Duration.ofDays(1);
    static final Duration LONGEST = Duration.ofDays(400);

    private static final Set<String> FIELDS = Set.of("principal", "roles", "team", "projects", "act_for", "ttl");
    private static final List<String> STANDARD_ROLES = List.of(Roles.EMITTER, Roles.CALLER);

    /** @throws ProblemException what is no order, with the place */
    static TokenOrder read(JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            throw ProblemException.invalid("", "not_an_object", "an order is an object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw ProblemException.invalid("/" + name, "unknown_field", "there is no field " + name);
            }
        });
        return new TokenOrder(
                value("/principal", body.path("principal")),
                body.has("roles") ? roles(body.get("roles")) : STANDARD_ROLES,
                body.hasNonNull("team") ? Optional.of(value("/team", body.get("team"))) : Optional.empty(),
                values("/projects", body.path("projects")),
                values("/act_for", body.path("act_for")),
                body.has("ttl") ? timeToLive(body.get("ttl")) : STANDARD);
    }

    private static List<String> roles(JsonNode list) {
        var roles = values("/roles", list);
        for (int i = 0; i < roles.size(); i++) {
            if (!Roles.ALL.contains(roles.get(i))) {
                throw ProblemException.invalid(
                        "/roles/" + i, "not_a_role", "a role is emitter, caller, viewer, auditor or admin");
            }
        }
        if (roles.isEmpty()) {
            throw ProblemException.invalid("/roles", "missing", "a token without a role is of no use");
        }
        return roles;
    }

    private static List<String> values(String at, JsonNode list) {
        var values = new ArrayList<String>();
        if (list.isMissingNode() || list.isNull()) {
            return values;
        }
        if (!list.isArray()) {
            throw ProblemException.invalid(at, "not_a_list", "a list of strings");
        }
        for (int i = 0; i < list.size(); i++) {
            values.add(value(at + "/" + i, list.get(i)));
        }
        return values;
    }

    private static String value(String at, JsonNode text) {
        if (!text.isTextual() || !Dimensions.isValue(text.textValue())) {
            throw ProblemException.invalid(at, "not_a_value", "1 to 256 printable characters");
        }
        return text.textValue();
    }

    private static Duration timeToLive(JsonNode text) {
        try {
            var duration = Duration.parse(text.isTextual() ? text.textValue() : "");
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw notATtl();
        }
        throw notATtl();
    }

    private static ProblemException notATtl() {
        return ProblemException.invalid(
                "/ttl", "not_a_duration", "a duration such as PT1H, of a second or more, at most " + LONGEST);
    }
}
