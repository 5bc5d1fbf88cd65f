package dev.bursar.cli.terminal;

import java.io.Console;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command finds around it; commands and mixins take it in their constructor.
 *
 * @param variables the environment variables
 * @param folder the current folder
 * @param checkout the root of the checkout that this program was built in, if it still stands in one
 * @param clock the time
 * @param zone the zone that days are counted in
 * @param terminal whether a person looks at the output
 * @param colour whether that person wants colours
 */
public record Environment(
        Map<String, String> variables,
        Path folder,
        Optional<Path> checkout,
        InstantSource clock,
        ZoneId zone,
        boolean terminal,
        boolean colour) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The one this process runs in. */
    public static Environment ofProcess() {
        return new Environment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                checkoutOf(Environment.class),
                InstantSource.system(),
                ZoneId.systemDefault(),
                isTerminal(),
                isTerminal() && Ansi.AUTO.enabled());
    }

    /** Up to JDK 21 there is a console only on a terminal; from 22 on it has to be asked. */
    private static boolean isTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** A variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The nearest folder above the code that holds the launcher. */
    private static Optional<Path> checkoutOf(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            var folder = Path.of(source.getLocation().toURI()).getParent();
            while (folder != null && !Files.isRegularFile(folder.resolve("bursar"))) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
