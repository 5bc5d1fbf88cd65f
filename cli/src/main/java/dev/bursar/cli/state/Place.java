package dev.bursar.cli.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a value stands in a YAML text. An alias is a place of its own: what it stands for is elsewhere.
 *
 * @param start where it begins, its anchor and tag included
 * @param end just behind it; of a block, behind its last value
 * @param properties the length of anchor and tag, with the blanks behind them
 * @param anchor to be kept when the value is replaced
 * @param inside of a mapping its fields, of a list its items
 */
record Place(Kind kind, int start, int end, int properties, Optional<String> anchor, List<Field> inside) {

    enum Kind {
        SCALAR,
        BLOCK_MAPPING,
        FLOW_MAPPING,
        BLOCK_LIST,
        FLOW_LIST;

        boolean isFlow() {
            return this == FLOW_MAPPING || this == FLOW_LIST;
        }

        boolean isBlock() {
            return this == BLOCK_MAPPING || this == BLOCK_LIST;
        }
    }

    /**
     * A value in a mapping or list.
     *
     * @param name of a mapping; empty in a list, and where the key is no plain name
     * @param start where its key begins; in a list, the value
     */
    record Field(String name, int start, Place value) {}

    Place {
        inside = new ArrayList<>(inside);
    }

    Optional<Place> field(String name) {
        return inside.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /** Just behind the bracket that opens a flow. */
    int opened() {
        return start + properties + 1;
    }
}
