package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.source.provider.Fields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the sessions of an output apart, and names their runs. */
final class Sessions {

    private static final int FINGERPRINT_BYTES = 8;

    private Sessions() {}

    /** Documents by the session they name; one that names none belongs to the session before it. */
    static Map<String, List<ObjectNode>> of(List<ObjectNode> kept, String field) {
        var sessions = new LinkedHashMap<String, List<ObjectNode>>();
        var current = "";
        for (var document : kept) {
            current = Fields.text(document, field).orElse(current);
            sessions.computeIfAbsent(current, any -> new ArrayList<>()).add(document);
        }
        return sessions;
    }

    /** A session by name; empty where the output names none. */
    static Optional<String> named(String session) {
        return session.isEmpty() ? Optional.empty() : Optional.of(session);
    }

    /**
     * What names a run: its session, and the counts with which it ended, for a session can have many runs.
     *
     * @param counts the document that the usage is read from
     */
    static Optional<String> run(String session, JsonNode counts) {
        return named(session).map(id -> id + "/" + fingerprint(counts));
    }

    private static String fingerprint(JsonNode counts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Json.bytes(counts));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
