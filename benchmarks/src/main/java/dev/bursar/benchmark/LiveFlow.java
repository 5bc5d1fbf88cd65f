package dev.bursar.benchmark;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Live events at a steady rate, and how long one of them now and then takes from its record to the ledger. */
final class LiveFlow {

    private static final int FIRST = 1_000_000_000;
    private static int next = FIRST;

    private LiveFlow() {}

    /** How far something else has come. */
    interface Mark {
        long reached() throws SQLException;
    }

    /** @return the times to the ledger until the mark is reached, of fifty events at least */
    static String run(Statement books, KafkaProducer<String, byte[]> producer, int rate, Mark mark, long until)
            throws Exception {
        var random = new Random(11);
        var millis = new ArrayList<Long>();
        long began = System.nanoTime();
        long sent = 0;
        while (mark.reached() < until || millis.size() < 50) {
            for (long due = (System.nanoTime() - began) * rate / 1_000_000_000L; sent < due; sent++) {
                CorrectionBenchmark.send(producer, PostingBenchmark.event(next++, random));
            }
            var probe = PostingBenchmark.event(next++, random);
            long at = System.nanoTime();
            CorrectionBenchmark.send(producer, probe);
            await(books, probe.id());
            millis.add((System.nanoTime() - at) / 1_000_000);
            Thread.sleep(50);
        }
        return summary(millis);
    }

    private static void await(Statement books, String id) throws SQLException, InterruptedException {
        while (true) {
            try (var rows = books.executeQuery("select 1 from ledger_entry where event_id = '" + id + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            Thread.sleep(5);
        }
    }

    private static String summary(List<Long> millis) {
        Collections.sort(millis);
        return "%d probes, p50 %d ms, p99 %d ms, most %d ms"
                .formatted(
                        millis.size(),
                        millis.get(millis.size() / 2),
                        millis.get(millis.size() * 99 / 100),
                        millis.get(millis.size() - 1));
    }
}
