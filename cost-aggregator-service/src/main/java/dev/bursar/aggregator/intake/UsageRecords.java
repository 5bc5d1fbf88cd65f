package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery;
import dev.bursar.aggregator.ledger.Origin;
import dev.bursar.contract.usage.Reading;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Reads records one by one: what can't be read is set aside and holds up nothing. Pure. */
final class UsageRecords {

    private UsageRecords() {}

    static List<Delivery> read(ConsumerRecords<String, byte[]> records) {
        var deliveries = new ArrayList<Delivery>(records.count());
        records.forEach(record -> deliveries.add(read(record)));
        return deliveries;
    }

    static Delivery read(ConsumerRecord<?, byte[]> record) {
        var origin = new Origin(record.topic(), record.partition(), record.offset());
        var receivedAt = Instant.ofEpochMilli(record.timestamp());
        if (record.value() == null) {
            return new Delivery.SetAside(
                    RejectionReason.MALFORMED, "the record is empty", Optional.empty(), origin, receivedAt);
        }
        var reading = UsageEventJson.readPublished(record.value());
        if (reading instanceof Reading.Refused refused) {
            return new Delivery.SetAside(refused.reason(), refused.detail(), Optional.empty(), origin, receivedAt);
        }
        return Delivery.Arrival.of(((Reading.Read) reading).event(), origin, receivedAt);
    }
}
