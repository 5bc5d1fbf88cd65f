package dev.bursar.aggregator.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A token that was minted. The token itself is kept nowhere. */
record MintedToken(String id, TokenOrder order, Instant issuedAt, Instant expiresAt, Optional<Instant> revokedAt) {

    /** As it is listed. */
    ObjectNode json() {
        var object = Json.object().put("id", id).setAll(claims());
        return ((ObjectNode) object)
                .put("issued_at", issuedAt.toString())
                .put("expires_at", expiresAt.toString())
                .put("revoked_at", revokedAt.map(Instant::toString).orElse(null));
    }

    /** As it is stored. */
    ObjectNode claims() {
        var object = Json.object().put("principal", order.principal());
        put(object, "roles", order.roles());
        object.put("team", order.team().orElse(null));
        put(object, "projects", order.projects());
        put(object, "act_for", order.actFor());
        return object;
    }

    private static void put(ObjectNode object, String name, List<String> words) {
        var array = object.putArray(name);
        words.forEach(array::add);
    }
}
