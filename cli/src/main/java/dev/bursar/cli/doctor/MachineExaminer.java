package dev.bursar.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JDK and the disk. */
final class MachineExaminer implements Examiner {

    private static final int JAVA_NEEDED = 17;
    private static final long MEGABYTES_NEEDED = 512;

    private final Patient patient;

    MachineExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        return List.of(java(Runtime.version().feature(), System.getProperty("java.version")), disk());
    }

    static Finding java(int feature, String version) {
        if (feature < JAVA_NEEDED) {
            return Finding.problem("java", version, "install a JDK " + JAVA_NEEDED + " or newer and set JAVA_HOME");
        }
        return Finding.ok("java", version + " in " + System.getProperty("java.home"));
    }

    private Finding disk() {
        Path folder = patient.home().folder();
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            return disk(folder, Files.getFileStore(folder).getUsableSpace() >> 20);
        } catch (IOException failure) {
            return Finding.problem("disk", "can't be asked: " + failure, "look at the disk of " + folder);
        }
    }

    static Finding disk(Path folder, long megabytes) {
        String detail = megabytes + " MB free for " + folder;
        return megabytes < MEGABYTES_NEEDED
                ? Finding.problem("disk", detail, "free " + MEGABYTES_NEEDED + " MB, or move it: set BURSAR_HOME")
                : Finding.ok("disk", detail);
    }
}
