package dev.bursar.cli.client;

import dev.bursar.cli.terminal.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code .bursar} of an embedded stack: its token, keys, logs and data. */
public final class Home {

    /** The variable that names the folder which holds {@code .bursar}. */
    public static final String VARIABLE = "BURSAR_HOME";

    private static final String NAME = ".bursar";

    private Home() {}

    /** The one to use: it may not exist yet. */
    public static Path of(Environment environment) {
        var places = places(environment);
        return places.stream().filter(Files::isDirectory).findFirst().orElse(places.get(places.size() - 1));
    }

    /** Where it is looked for, in order: {@code BURSAR_HOME} alone, else the current folder and the checkout's root. */
    public static List<Path> places(Environment environment) {
        var here = environment.folder();
        return environment
                .variable(VARIABLE)
                .map(home -> List.of(here.resolve(home).resolve(NAME)))
                .orElseGet(() -> Stream.concat(Stream.of(here), environment.checkout().stream())
                        .map(folder -> folder.resolve(NAME))
                        .distinct()
                        .toList());
    }
}
