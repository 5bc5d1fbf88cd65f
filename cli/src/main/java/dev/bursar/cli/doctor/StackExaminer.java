package dev.bursar.cli.doctor;

import dev.bursar.embedded.Service;
import dev.bursar.embedded.StackPorts;
import dev.bursar.embedded.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The embedded stack: its processes, its ports, its token. */
final class StackExaminer implements Examiner {

    private static final List<String> PARTS =
            List.of("supervisor", "kafka", "postgresql", "ingest", "aggregator", "gate");

    private final Patient patient;

    StackExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        List<String> living = patient.stack().parts();
        findings.add(processes(living));
        ports().forEach((user, port) -> findings.addAll(port(user, port, !living.isEmpty())));
        findings.add(token(patient.home().adminToken()));
        return findings;
    }

    static Finding processes(List<String> living) {
        if (living.isEmpty()) {
            return Finding.problem("processes", "the stack is not running", "start it with `bursar up`");
        }
        List<String> missing =
                PARTS.stream().filter(part -> !living.contains(part)).toList();
        if (missing.contains("supervisor")) {
            return Finding.problem(
                    "processes",
                    "left without supervisor: " + String.join(", ", living),
                    "end them with `bursar down`");
        }
        return missing.isEmpty()
                ? Finding.ok("processes", "running: " + String.join(", ", living))
                : Finding.problem(
                        "processes",
                        "missing: " + String.join(", ", missing),
                        "look at the logs; they are started again by themselves");
    }

    private Map<String, Integer> ports() {
        StackPorts ports = patient.ports();
        Map<String, Integer> all = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            all.put(service.label(), ports.http(service));
        }
        all.put("kafka", ports.kafka());
        all.put("postgresql", ports.postgres());
        return all;
    }

    /** A port that is as it should be is not worth a line. */
    static List<Finding> port(String user, int port, boolean running) {
        if (running && !Ports.accepts(port)) {
            return List.of(Finding.problem(
                    "port " + port, "nobody answers, " + user + " should", "wait for it, or look at its log"));
        }
        if (!running && !Ports.isFree(port)) {
            return List.of(Finding.problem(
                    "port " + port,
                    "taken, and " + user + " will need it",
                    "stop what listens there, or `bursar up --base-port`"));
        }
        return List.of();
    }

    static Finding token(Path file) {
        try {
            String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return permissions.endsWith("------")
                    ? Finding.ok("admin token", file.toString())
                    : Finding.problem("admin token", "others may read " + file, "chmod 600 " + file);
        } catch (IOException absent) {
            return Finding.problem("admin token", "there is no " + file, "`bursar up` makes one");
        }
    }
}
