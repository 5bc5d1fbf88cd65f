package dev.bursar.kit.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Dimensions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads a caller from the claims of a verified token. */
final class CallerClaims {

    private final ClaimNames names;

    CallerClaims(ClaimNames names) {
        this.names = names;
    }

    /** @throws IllegalArgumentException a claim that is not of its type; nothing is guessed from it */
    Caller read(JsonNode claims) {
        var subject = claims.path("sub").textValue();
        if (subject == null || !Dimensions.isValue(subject)) {
            throw new IllegalArgumentException("sub is not 1 to 256 printable characters");
        }
        return new Caller(
                subject,
                words(claims, names.team()),
                words(claims, names.projects()),
                words(claims, names.roles()).orElse(Set.of()),
                words(claims, "act_for").orElse(Set.of()),
                Optional.ofNullable(claims.path("jti").textValue()));
    }

    private static Optional<Set<String>> words(JsonNode claims, String name) {
        var claim = at(claims, name);
        if (claim.isMissingNode() || claim.isNull()) {
            return Optional.empty();
        }
        var words = new LinkedHashSet<String>();
        if (claim.isTextual()) {
            words.add(claim.textValue());
        } else if (claim.isArray()) {
            for (var word : claim) {
                if (!word.isTextual()) {
                    throw new IllegalArgumentException(name + " holds something that is not a string");
                }
                words.add(word.textValue());
            }
        } else {
            throw new IllegalArgumentException(name + " is neither a string nor a list of strings");
        }
        return Optional.of(words);
    }

    /** The claim of exactly this name, else the path its dots describe: some issuers use URLs as names. */
    private static JsonNode at(JsonNode claims, String name) {
        if (claims.has(name)) {
            return claims.get(name);
        }
        JsonNode node = claims;
        for (var step : name.split("\\.")) {
            node = node.path(step);
        }
        return node;
    }
}
