package dev.bursar.cli.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines while they come. What is not UTF-8 is replaced; a line longer than {@value #MAX} bytes is no
 * document of a tool and is passed over.
 */
final class Lines {

    static final int MAX = 16 * 1024 * 1024;

    private final Consumer<String> taken;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    Lines(Consumer<String> taken) {
        this.taken = taken;
    }

    void add(byte[] bytes, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, from, i);
                flush();
                from = i + 1;
            }
        }
        append(bytes, from, length);
    }

    /** Ends a last line that has no end. */
    void end() {
        if (line.size() > 0) {
            flush();
        }
    }

    private void append(byte[] bytes, int from, int to) {
        tooLong |= line.size() + to - from > MAX;
        if (!tooLong) {
            line.write(bytes, from, to - from);
        }
    }

    private void flush() {
        if (!tooLong) {
            var text = line.toString(StandardCharsets.UTF_8);
            taken.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
        line.reset();
        tooLong = false;
    }
}
