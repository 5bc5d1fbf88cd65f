package dev.bursar.ingest;

import java.time.Instant;
import java.util.UUID;

/** Events for tests. */
final class Events {

    private Events() {}

    static String id(String what) {
        return what + "-" + UUID.randomUUID();
    }

    static String direct(String id) {
        return direct(id, "");
    }

    /** @param more further members of data, each followed by a comma */
    static String direct(String id, String more) {
        return """
                {"specversion": "1.0", "type": "dev.bursar.usage.v1", "source": "tests", "id": "%s", "time": "%s",
                 "data": {%s "provider": "anthropic", "model": "claude-sonnet-4-5", "usage": {"input": 12, "output": 3}}}""".formatted(id, Instant.now(), more);
    }
}
