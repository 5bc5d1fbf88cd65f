package dev.bursar.aggregator.intake;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Values of a label: the first so many stand for themselves, the rest for {@value #OTHER}. */
final class BoundedLabel {

    static final String OTHER = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedLabel(int most) {
        this.most = most;
    }

    String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        if (known.size() >= most) {
            return OTHER;
        }
        known.add(value);
        return value;
    }
}
