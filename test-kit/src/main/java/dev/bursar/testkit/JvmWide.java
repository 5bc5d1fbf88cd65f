package dev.bursar.testkit;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things there is one of in a test JVM. Quarkus loads test classes several times, each time with statics of their own; system
 * properties are shared by all of them.
 */
final class JvmWide {

    private static final String PREFIX = "dev.bursar.testkit.";

    private JvmWide() {}

    /** Makes the thing on the first call in this JVM; later calls read what the first one wrote down. */
    static <T> T once(String name, Supplier<T> make, Function<T, String> write, Function<String, T> read) {
        // a class of the JDK is the same object for every class loader
        synchronized (Runtime.class) {
            String known = System.getProperty(PREFIX + name);
            if (known != null) {
                return read.apply(known);
            }
            T made = make.get();
            System.setProperty(PREFIX + name, write.apply(made));
            return made;
        }
    }
}
