package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Of the counts that the pieces of a stream carry, each the total so far, the last. Not the order in which the pieces
 * were recorded decides, but what they say: totals only grow, and the piece that ends a stream says so.
 */
final class Snapshots {

    private Snapshots() {}

    /**
     * The last of several pieces, of which there is one at least.
     *
     * @param counts of a piece
     * @param isLast whether a piece ends the stream
     * @param growing the names of counts that grow, the one that says most first
     */
    static <T> T last(List<T> pieces, Function<T, JsonNode> counts, Function<T, Boolean> isLast, List<String> growing) {
        return pieces.size() == 1
                ? pieces.get(0)
                : Collections.max(pieces, Comparator.comparing(isLast).thenComparing(growing(counts, growing)));
    }

    /**
     * The counts that a stream says once.
     *
     * @throws Refusal where they are said again, and otherwise
     */
    static <T> Optional<T> only(List<T> counts) {
        if (counts.size() > 1 && counts.stream().distinct().count() > 1) {
            throw Refusal.severalCalls();
        }
        return counts.stream().findFirst();
    }

    /** By what the counts say; pieces that are equal in this order say the same. */
    static <T> Comparator<T> growing(Function<T, JsonNode> counts, List<String> growing) {
        Comparator<T> order = (one, other) -> 0;
        for (var name : growing) {
            order = order.thenComparing(piece -> size(counts.apply(piece).path(name)));
        }
        return order.thenComparing(piece -> counts.apply(piece).size())
                .thenComparing(piece -> counts.apply(piece).toString());
    }

    /** Compared, never added: what is no count is found when the chosen piece is read. */
    private static BigDecimal size(JsonNode count) {
        return count.isNumber() ? count.decimalValue() : BigDecimal.ZERO;
    }
}
