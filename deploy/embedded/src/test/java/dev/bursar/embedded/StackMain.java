package dev.bursar.embedded;

import dev.bursar.embedded.process.StartFailure;
import java.nio.file.Path;
import java.time.InstantSource;

/** A supervisor in a JVM of its own, for tests that kill it: home, checkout, first port. */
public final class StackMain {

    private StackMain() {}

    public static void main(String[] arguments) {
        StackSettings settings = new StackSettings(
                new Home(Path.of(arguments[0])),
                Path.of(arguments[1]),
                new StackPorts(Integer.parseInt(arguments[2])),
                System.getenv());
        Stack stack = new Stack(settings, System.out::println, InstantSource.system());
        try {
            stack.start();
            stack.announce();
            stack.supervise();
        } catch (StartFailure failure) {
            System.out.println("failed: " + failure.getMessage());
            System.exit(1);
        }
    }
}
