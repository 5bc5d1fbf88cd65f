package dev.bursar.embedded.postgres;

import dev.bursar.embedded.process.StartFailure;
import java.util.Locale;

/** The operating systems and processors that PostgreSQL binaries are there for. */
public enum Platform {
    LINUX_X86_64("linux", "x86_64"),
    LINUX_ARM_64("linux", "arm_64"),
    MAC_X86_64("darwin", "x86_64"),
    MAC_ARM_64("darwin", "arm_64");

    private final String system;
    private final String processor;

    Platform(String system, String processor) {
        this.system = system;
        this.processor = processor;
    }

    public static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** By the values of Java's {@code os.name} and {@code os.arch}. */
    static Platform of(String osName, String osArch) {
        boolean arm = isArm(osName, osArch);
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.equals("linux")) {
            return arm ? LINUX_ARM_64 : LINUX_X86_64;
        }
        if (name.startsWith("mac")) {
            return arm ? MAC_ARM_64 : MAC_X86_64;
        }
        throw unsupported(osName, osArch);
    }

    /** Path of the archive inside the binaries' jar. */
    String archive() {
        return "/postgres-" + system + "-" + processor + ".txz";
    }

    private static boolean isArm(String osName, String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> false;
            case "aarch64", "arm64" -> true;
            default -> throw unsupported(osName, osArch);
        };
    }

    private static StartFailure unsupported(String osName, String osArch) {
        return new StartFailure("the embedded PostgreSQL runs on Linux and macOS, on x86-64 and arm64, not on " + osName
                + " " + osArch + ": run the services on a PostgreSQL of your own");
    }
}
