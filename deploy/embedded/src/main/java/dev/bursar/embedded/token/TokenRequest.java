package dev.bursar.embedded.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a token shall say.
 *
 * @param principal its {@code sub}
 * @param actFor globs of the principals it may report or ask for
 */
public record TokenRequest(
        String principal,
        List<String> roles,
        List<String> actFor,
        Optional<String> team,
        List<String> projects,
        Duration timeToLive) {

    /** The {@code iss} of the embedded stack's own tokens. */
    public static final String ISSUER = "bursar";

    public TokenRequest {
        roles = List.copyOf(roles);
        actFor = List.copyOf(actFor);
        projects = List.copyOf(projects);
        if (principal.isBlank()) {
            throw new IllegalArgumentException("a token needs a principal");
        }
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("a token needs a time to live above zero");
        }
    }

    public static TokenRequest of(String principal, List<String> roles, Duration timeToLive) {
        return new TokenRequest(principal, roles, List.of(), Optional.empty(), List.of(), timeToLive);
    }

    public TokenRequest withActFor(String... globs) {
        return new TokenRequest(principal, roles, List.of(globs), team, projects, timeToLive);
    }

    public TokenRequest withTeam(String name) {
        return new TokenRequest(principal, roles, actFor, Optional.of(name), projects, timeToLive);
    }

    public TokenRequest withProjects(String... names) {
        return new TokenRequest(principal, roles, actFor, team, List.of(names), timeToLive);
    }

    /** The compact token, valid from {@code now} on. */
    public String signedBy(SigningKey key, String issuer, Instant now) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", issuer);
        claims.put("sub", principal);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(timeToLive).getEpochSecond());
        addWords(claims, "roles", roles);
        addWords(claims, "act_for", actFor);
        addWords(claims, "projects", projects);
        team.ifPresent(name -> claims.put("team", name));
        return key.sign(claims.toString());
    }

    private static void addWords(ObjectNode claims, String name, List<String> words) {
        if (!words.isEmpty()) {
            ArrayNode list = claims.putArray(name);
            words.forEach(list::add);
        }
    }
}
