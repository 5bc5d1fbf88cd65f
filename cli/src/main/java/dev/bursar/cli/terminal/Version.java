package dev.bursar.cli.terminal;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that was built, as the jar says. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var built = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {
            "bursar " + built.orElse("(not packaged)"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
