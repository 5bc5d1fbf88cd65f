package dev.bursar.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/** Runs work over and over on this thread, and says how often it does in a second of processor time: load leaves that alone. */
final class ThreadCpu {

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int ROUNDS = 5;

    private ThreadCpu() {}

    /** Per second of processor time; the median of {@value #ROUNDS} rounds after warming up. */
    static long perSecond(Runnable work) {
        round(work, WARM_UP);
        long[] rates = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = round(work, ROUND);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private static long round(Runnable work, Duration length) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long end = start + length.toNanos();
        long done = 0;
        long now = start;
        while (now < end) {
            for (int i = 0; i < 100; i++) {
                work.run();
            }
            done += 100;
            now = threads.getCurrentThreadCpuTime();
        }
        return done * 1_000_000_000 / (now - start);
    }
}
