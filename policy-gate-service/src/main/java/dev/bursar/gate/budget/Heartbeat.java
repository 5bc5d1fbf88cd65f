package dev.bursar.gate.budget;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * The publisher's sign of life.
 *
 * @param at when it was written
 * @param epoch of the states that are being published
 * @param publishedThrough every change of the books up to here is on the topics
 */
record Heartbeat(Instant at, long epoch, Instant publishedThrough) {

    /** @throws RuntimeException what this software did not write */
    static Heartbeat read(JsonNode object) {
        var at = Instant.parse(object.path("at").textValue());
        return new Heartbeat(
                at,
                object.path("epoch").longValue(),
                object.hasNonNull("published_through")
                        ? Instant.parse(object.path("published_through").textValue())
                        : at);
    }
}
