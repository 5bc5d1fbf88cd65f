package dev.bursar.aggregator;

import dev.bursar.contract.Glob;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.usage.Dimensions;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SQL over the ledger in the making: conditions and parameters, numbered as they are bound. */
public final class LedgerSql {

    /** The matched name of the model; a dimension of reports only. */
    public static final String MODEL_CANONICAL = "model_canonical";

    private final List<Object> parameters = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /** Whether the ledger can be grouped and filtered by a name. */
    public static boolean isDimension(String name) {
        return name.equals(MODEL_CANONICAL) || Dimensions.isName(name);
    }

    /** The placeholder of a value. */
    public String bind(Object value) {
        parameters.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        return "$" + parameters.size();
    }

    /** The expression that gives an entry's value of a dimension, null where it has none. */
    public String dimension(String name) {
        if (!isDimension(name)) {
            throw new IllegalArgumentException("not a dimension: " + name);
        }
        return name.startsWith(Dimensions.TAG_PREFIX)
                ? "(tags ->> " + bind(name.substring(Dimensions.TAG_PREFIX.length())) + "::text)"
                : name;
    }

    /** Adds a condition, in which values are placeholders. */
    public LedgerSql where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds the condition that a dimension equals or globs a pattern. */
    public LedgerSql whereMatches(String dimension, String pattern) {
        return where(like(dimension(dimension), pattern));
    }

    /** Adds the condition that every dimension equals or globs its pattern. */
    public LedgerSql whereMatches(Map<String, String> patterns) {
        patterns.forEach(this::whereMatches);
        return this;
    }

    /** Adds the condition that a dimension equals or globs one of some patterns; an empty one means that an entry has none. */
    public LedgerSql whereMatchesAny(String dimension, List<String> patterns) {
        return where(patterns.stream()
                .map(pattern ->
                        pattern.isEmpty() ? dimension(dimension) + " is null" : like(dimension(dimension), pattern))
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    /** Adds the condition that a dimension is what a part of an account's key says; an empty one means that it has none. */
    public LedgerSql whereIs(AccountKey.Part part) {
        if (part.value().isEmpty()) {
            return where(dimension(part.dimension()) + " is null");
        }
        var same = dimension(part.dimension()) + " = " + bind(part.value());
        return where(part.digest()
                .map(digest -> "(" + same + " or encode(sha256(convert_to(" + dimension(part.dimension())
                        + ", 'UTF8')), 'hex') = " + bind(digest) + ")")
                .orElse(same));
    }

    /** An expression that compares a text with a pattern of {@link Glob}. */
    private String like(String expression, String pattern) {
        if (new Glob(pattern).isLiteral()) {
            return expression + " = " + bind(pattern);
        }
        var like = pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
        return expression + " like " + bind(like);
    }

    /** All conditions together, for a {@code where}. */
    public String conditions() {
        return conditions.isEmpty() ? "true" : String.join("\n  and ", conditions);
    }

    public Tuple parameters() {
        return Tuple.wrap(parameters);
    }
}
