package dev.bursar.ingest;

import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.TimeWindow;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the pure parts of the service. */
@Singleton
class IngestBeans {

    @Produces
    @Singleton
    RecordReader recordReader(IngestConfig config) {
        return new RecordReader(new TimeWindow(config.maxEventAge()));
    }
}
