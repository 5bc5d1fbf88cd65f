package dev.bursar.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.contract.usage.UsagePath.Form;
import dev.bursar.ingest.event.Arrival;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.Redaction;
import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.kafka.TraceHeaders;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes in usage from the raw topic. A batch's offsets are committed once all it led to is acknowledged; until then it
 * is tried again, so nothing is lost, and what is published twice is a replay.
 */
@ApplicationScoped
class RawUsageConsumer {

    private static final Logger LOG = Logger.getLogger(RawUsageConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RawSenders senders;
    private final RecordReader reader;
    private final UsageEntrance entrance;
    private final Topics topics;
    private final InstantSource clock;
    private volatile boolean stuck;

    RawUsageConsumer(
            RawSenders senders, RecordReader reader, UsageEntrance entrance, Topics topics, InstantSource clock) {
        this.senders = senders;
        this.reader = reader;
        this.entrance = entrance;
        this.topics = topics;
        this.clock = clock;
    }

    /** Whether a batch is being tried again. */
    boolean isStuck() {
        return stuck;
    }

    @Incoming("usage-raw")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> batch) {
        return Uni.createFrom()
                .deferred(() -> take(batch))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(this::tryAgain)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(() -> stuck = false);
    }

    private void tryAgain(Throwable failure) {
        stuck = true;
        LOG.warnf("raw=waiting cause=\"%s\"", failure.getMessage());
    }

    private Uni<Void> take(ConsumerRecords<byte[], byte[]> batch) {
        var taken = new ArrayList<Uni<Void>>();
        for (var message : batch) {
            taken.add(take(new RawRecord(message), message));
        }
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(taken).andFailFast().replaceWithVoid();
    }

    private Uni<Void> take(RawRecord message, ConsumerRecord<byte[], byte[]> source) {
        var appendedAt = message.appendedAt(clock.instant());
        var id = source.topic() + "-" + source.partition() + "-" + source.offset();
        var publication = new Publication(
                topics, id, appendedAt, Optional.of(message.origin()), TraceHeaders.read(source.headers()));
        return entrance.take(Entrance.KAFKA, read(message, source, appendedAt), publication);
    }

    private List<Outcome> read(RawRecord message, ConsumerRecord<byte[], byte[]> source, Instant appendedAt) {
        JsonNode event;
        try {
            event = message.event();
        } catch (JsonProcessingException e) {
            return List.of(unreadable(source, "the record is not strict JSON"));
        }
        var vouched = senders.vouch(message, appendedAt);
        if (vouched instanceof RawSenders.Vouched.Not nobody) {
            return List.of(nobodys(event, appendedAt, nobody.detail()));
        }
        return read(event, ((RawSenders.Vouched.For) vouched).sender(), source, appendedAt);
    }

    /** A record that a fault of ours can't read would be tried forever, and every record behind it would wait. */
    private List<Outcome> read(
            JsonNode event, Sender sender, ConsumerRecord<byte[], byte[]> source, Instant appendedAt) {
        try {
            return reader.read(event, arrival(sender, appendedAt));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "raw=unreadable topic=%s partition=%d offset=%d",
                    source.topic(),
                    source.partition(),
                    source.offset());
            return List.of(unreadable(source, "reading the record failed"));
        }
    }

    private static Outcome unreadable(ConsumerRecord<byte[], byte[]> source, String detail) {
        return new Outcome.Rejected(
                RejectionReason.MALFORMED,
                detail,
                new UsagePath(Entrance.KAFKA, Form.DIRECT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Redaction.of(source.value()));
    }

    private Outcome nobodys(JsonNode event, Instant appendedAt, String detail) {
        return reader.rejected(
                event, arrival(new Sender.TrustedTopic(), appendedAt), RejectionReason.NOT_AUTHORIZED, detail);
    }

    private static Arrival arrival(Sender sender, Instant appendedAt) {
        return new Arrival(sender, Entrance.KAFKA, appendedAt, Optional.empty());
    }
}
