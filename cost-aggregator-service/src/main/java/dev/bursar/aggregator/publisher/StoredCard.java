package dev.bursar.aggregator.publisher;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One version of a rate card as it is stored. Versions are published side by side: a later one may not be in force yet. */
record StoredCard(String id, int version, ObjectNode json) {

    String key() {
        return id + "@" + version;
    }
}
