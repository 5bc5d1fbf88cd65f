package dev.bursar.aggregator.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;

/**
 * The publisher's sign of life.
 *
 * @param beat raised in the database before each heartbeat is published
 * @param posting the last posting there was
 * @param publishedThrough every change of the books up to here is on the topics
 */
record Heartbeat(Instant at, long epoch, long beat, long posting, Instant publishedThrough) {

    /** What a topic says that never heard one. */
    static final Heartbeat NONE = new Heartbeat(Instant.EPOCH, 0, 0, 0, Instant.EPOCH);

    ObjectNode json() {
        return Json.object()
                .put("at", at.toString())
                .put("epoch", epoch)
                .put("beat", beat)
                .put("posting", posting)
                .put("published_through", publishedThrough.toString());
    }

    static Heartbeat read(JsonNode object) {
        return new Heartbeat(
                Instant.parse(object.path("at").asText()),
                object.path("epoch").asLong(),
                object.path("beat").asLong(),
                object.path("posting").asLong(),
                Instant.parse(object.path("published_through").asText()));
    }

    /** Whether whoever wrote this knew a newer database than the one that says this of itself. */
    boolean knewMoreThan(Lineage database) {
        return beat > database.beat() || epoch > database.epoch() || posting > database.posting();
    }

    /** How far a database is. */
    record Lineage(long epoch, long beat, long posting) {}
}
