package dev.bursar.source.provider;

import dev.bursar.contract.usage.Meter;
import java.util.OptionalLong;

/**
 * An input count that includes what was read from and written to a cache, as OpenAI and Google give it.
 *
 * @param all everything that went in
 * @param kinds how much of all was not text
 * @param cachedKinds how much of what was cached was not text
 */
record InclusiveInput(long all, OptionalLong cached, OptionalLong written, Kinds kinds, Kinds cachedKinds) {

    void addTo(Tally tally) {
        long fromCache = cached.orElse(0);
        long toCache = written.orElse(0);
        var cachedApart = cachedKinds.atMost(fromCache);
        long fresh = all - fromCache - toCache;
        var freshApart = kinds.without(cachedApart);
        if (fresh >= 0 && freshApart.sum() > fresh) {
            // The body does not say what of the cached was audio or image: as much as does not fit in the rest.
            var shown = freshApart.atMost(fresh);
            cachedApart = cachedApart.plus(freshApart.without(shown)).atMost(fromCache);
            freshApart = shown;
        }
        tally.add(Meter.INPUT, fresh - freshApart.sum());
        tally.add(Meter.INPUT, freshApart);
        if (cached.isPresent()) {
            tally.add(Meter.CACHE_READ, fromCache - cachedApart.sum());
            tally.add(Meter.CACHE_READ, cachedApart);
        }
        tally.add(Meter.CACHE_WRITE_5M, written);
    }
}
