package dev.bursar.source.provider;

import java.util.ArrayList;
import java.util.List;

/** The data of server-sent events (WHATWG HTML, section 9.2.6), in order; names, ids and comments are not needed. */
final class ServerSentEvents {

    /** OpenAI's mark of the end of a stream, which is no document. */
    private static final String DONE = "[DONE]";

    private ServerSentEvents() {}

    static List<String> data(String text) {
        var events = new ArrayList<String>();
        var data = new StringBuilder();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.isEmpty()) {
                flush(data, events);
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            }
        }
        flush(data, events);
        return events;
    }

    private static String value(String line) {
        var value = line.substring("data:".length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private static void flush(StringBuilder data, List<String> events) {
        if (!data.isEmpty() && !data.toString().strip().equals(DONE)) {
            events.add(data.toString());
        }
        data.setLength(0);
    }
}
