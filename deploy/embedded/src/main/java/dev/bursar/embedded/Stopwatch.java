package dev.bursar.embedded;

import java.util.Locale;

/** Time since it was made, in seconds with one decimal. */
final class Stopwatch {

    private final long start = System.nanoTime();

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }
}
