package dev.bursar.benchmark;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time used so far: unlike the clock, it says the same on a machine that is busy with other things. */
record Cpu(Duration aggregator, Duration postgres, Duration kafka) {

    static Cpu of(ProcessHandle aggregator, BenchmarkServers servers) {
        var postmaster = servers.postmaster();
        var children = ProcessHandle.current()
                .descendants()
                .filter(process -> !process.equals(aggregator))
                .filter(process -> process.info()
                        .command()
                        .filter(path -> path.endsWith("/java"))
                        .isPresent());
        return new Cpu(
                sum(Stream.of(aggregator)),
                sum(Stream.concat(Stream.of(postmaster), postmaster.descendants())),
                sum(children));
    }

    Cpu since(Cpu before) {
        return new Cpu(aggregator.minus(before.aggregator), postgres.minus(before.postgres), kafka.minus(before.kafka));
    }

    String per(long events) {
        return "%.1f µs aggregator, %.1f µs PostgreSQL, %.1f µs Kafka"
                .formatted(micros(aggregator, events), micros(postgres, events), micros(kafka, events));
    }

    private static double micros(Duration time, long events) {
        return time.toNanos() / 1e3 / events;
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
