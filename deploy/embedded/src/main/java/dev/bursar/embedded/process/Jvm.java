package dev.bursar.embedded.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command that starts another JVM like this one. */
public final class Jvm {

    /** C1 and the serial collector halve the start of a small JVM and keep its footprint low. */
    public static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private Jvm() {}

    /** The class path goes by {@link #environment}: as an argument it would fill every listing of processes. */
    public static List<String> command(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(options);
        command.add("-Dfile.encoding=UTF-8");
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** The class path this JVM runs on. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** The jar or folder that a class was loaded from. */
    public static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String executable() {
        return String.join(File.separator, System.getProperty("java.home"), "bin", "java");
    }

    /** {@code base} for a JVM on this class path, without what would change how it behaves. */
    public static Map<String, String> environment(Map<String, String> base, String classPath) {
        Map<String, String> environment = new TreeMap<>(base);
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("JDK_JAVA_OPTIONS");
        environment.remove("_JAVA_OPTIONS");
        environment.put("CLASSPATH", classPath);
        return environment;
    }
}
