package dev.bursar.kit.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEventJson;
import java.time.Instant;

/**
 * A token was taken back: the value on the revocations topic, whose key is the token's id.
 *
 * @param at from when on it is not accepted
 * @param expiresAt when the token ends anyway, after which the record can be dropped with a tombstone
 * @param by the principal that took it back
 */
public record Revocation(String tokenId, Instant at, Instant expiresAt, String by) {

    /** The record as a structured CloudEvent. */
    public CloudEvent event() {
        var data = Json.object()
                .put("token_id", tokenId)
                .put("revoked_at", at.toString())
                .put("expires_at", expiresAt.toString())
                .put("revoked_by", by);
        return new CloudEvent(CloudEvent.REVOCATION, "urn:bursar:tokens", tokenId, at, data);
    }

    /** From when on a record's token is not accepted; what can't be understood takes it back altogether. */
    static Instant readAt(byte[] value) {
        try {
            JsonNode event = Json.read(value);
            return UsageEventJson.readTime(event.path("data").path("revoked_at").asText())
                    .orElse(Instant.MIN);
        } catch (JsonProcessingException e) {
            return Instant.MIN;
        }
    }
}
