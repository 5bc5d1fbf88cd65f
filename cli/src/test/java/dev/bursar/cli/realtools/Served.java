package dev.bursar.cli.realtools;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.Map;
import java.util.TreeMap;

/** What the stand-in of the providers served since it was last asked, by model. */
final class Served {

    private final Map<String, Usage> byModel = new TreeMap<>();
    private long calls;

    /** Counts that no two answers share, so that one that is lost or doubled shows. */
    synchronized Usage next(String model, Meter... meters) {
        calls++;
        var counts = new TreeMap<Meter, Long>();
        long factor = 1000;
        for (var meter : meters) {
            counts.put(meter, factor + 7 * calls);
            factor /= 2;
        }
        var usage = Usage.of(counts);
        byModel.merge(model, usage, Usage::plus);
        return usage;
    }

    synchronized Map<String, Usage> take() {
        var taken = Map.copyOf(byModel);
        byModel.clear();
        return taken;
    }
}
