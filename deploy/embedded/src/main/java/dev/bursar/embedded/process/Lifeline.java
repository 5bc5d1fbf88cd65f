package dev.bursar.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;

/**
 * Ends this JVM when its standard input closes: a parent holds the other end of that pipe, so the kernel closes it however the
 * parent ends, {@code kill -9} included.
 */
public final class Lifeline {

    /** A shutdown that hangs (a flush towards a broker that is gone) must not leave a process behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private Lifeline() {}

    /** Runs the main class named first, with the arguments after it, on a lifeline. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        watch();
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            failure.getCause().printStackTrace();
            System.exit(1);
        }
    }

    /** Starts watching standard input; returns at once. */
    public static void watch() {
        // read from the descriptor itself: whoever replaces System.in later can't cut the lifeline
        InputStream parent = System.in;
        daemon("lifeline", () -> {
            awaitEnd(parent);
            daemon("lifeline-halt", Lifeline::haltAfterPatience);
            System.exit(0);
        });
    }

    private static void awaitEnd(InputStream parent) {
        byte[] ignored = new byte[64];
        try {
            while (parent.read(ignored) >= 0) {
                // the parent never writes; only the end of the stream means something
            }
        } catch (IOException broken) {
            // a broken pipe says the same as a closed one
        }
    }

    private static void haltAfterPatience() {
        try {
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
