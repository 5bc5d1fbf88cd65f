package dev.bursar.cli.state;

import dev.bursar.contract.usage.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The running totals of one series, in the order of time whatever order they came in; each run's share is what its
 * totals are more than those before.
 */
record Totals(List<Snapshot> snapshots) {

    private static final Comparator<Snapshot> ORDER =
            Comparator.comparing(Snapshot::at).thenComparing(Snapshot::id);

    Totals {
        snapshots = snapshots.stream().sorted(ORDER).toList();
    }

    boolean has(String id) {
        return snapshots.stream().anyMatch(snapshot -> snapshot.id().equals(id));
    }

    Totals with(Snapshot other) {
        var all = new ArrayList<>(snapshots);
        all.add(other);
        return new Totals(all);
    }

    /** Whether the totals at a place are lower than those before, though nothing says that they begin anew. */
    boolean isLower(int place) {
        var snapshot = snapshots.get(place);
        return place > 0
                && !snapshot.startsAnew()
                && snapshot.usage().isLowerThan(snapshots.get(place - 1).usage());
    }

    /** What the run at a place used itself; all of its totals where they are lower than those before. */
    Usage share(int place) {
        var snapshot = snapshots.get(place);
        if (place == 0 || snapshot.startsAnew()) {
            return snapshot.usage();
        }
        return snapshot.usage().since(snapshots.get(place - 1).usage());
    }
}
