package dev.bursar.aggregator.ledger;

import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far partitions are read.
 *
 * @param next the offset of the next record to read, by partition
 */
public record Progress(Map<Place, Long> next) {

    /** A partition of a topic. */
    public record Place(String topic, int partition) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::topic).thenComparingInt(Place::partition);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    public Progress {
        next = new TreeMap<>(next);
    }

    /** After the last of these records. */
    static Progress after(Collection<? extends Delivery> deliveries) {
        var next = new TreeMap<Place, Long>();
        deliveries.forEach(
                delivery -> next.merge(place(delivery), delivery.origin().offset() + 1, Math::max));
        return new Progress(next);
    }

    /** Whether a record was read before. */
    boolean isPast(Delivery delivery) {
        var at = next.get(place(delivery));
        return at != null && delivery.origin().offset() < at;
    }

    static Progress read(Iterable<Row> rows) {
        var next = new TreeMap<Place, Long>();
        rows.forEach(row ->
                next.put(new Place(row.getString("topic"), row.getInteger("partition")), row.getLong("next_offset")));
        return new Progress(next);
    }

    String[] topics() {
        return next.keySet().stream().map(Place::topic).toArray(String[]::new);
    }

    Integer[] partitions() {
        return next.keySet().stream().map(Place::partition).toArray(Integer[]::new);
    }

    Long[] offsets() {
        return next.values().toArray(Long[]::new);
    }

    private static Place place(Delivery delivery) {
        return new Place(delivery.origin().topic(), delivery.origin().partition());
    }
}
