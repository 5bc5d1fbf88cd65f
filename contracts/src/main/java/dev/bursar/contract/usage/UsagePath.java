package dev.bursar.contract.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The way an event came, stamped by ingest and never taken from the caller. A call that is metered on two paths counts
 * once, and the richer form wins.
 */
public record UsagePath(Entrance entrance, Form form) {

    /** Which door an event came in by. */
    public enum Entrance {
        HTTP,
        OTLP,
        KAFKA,
        CLI
    }

    /** What was read: the more it says of the call, the higher its rank. */
    public enum Form {
        SPAN(1),
        LOG(2),
        CLI(2),
        /** Usage that the caller normalised. */
        DIRECT(2),
        /** The provider's own body. */
        BODY(3);

        private final int rank;

        Form(int rank) {
            this.rank = rank;
        }

        public int rank() {
            return rank;
        }
    }

    public int rank() {
        return form.rank();
    }

    /** As in the CloudEvents extension {@code bursarpath}: {@code http/body}. */
    public String text() {
        return lower(entrance) + "/" + lower(form);
    }

    /** The path a text names, empty where it names none. */
    public static Optional<UsagePath> parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        var entrance = Arrays.stream(Entrance.values())
                .filter(e -> lower(e).equals(parts[0]))
                .findFirst();
        var form = Arrays.stream(Form.values())
                .filter(f -> lower(f).equals(parts[1]))
                .findFirst();
        return entrance.flatMap(e -> form.map(f -> new UsagePath(e, f)));
    }

    public static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
