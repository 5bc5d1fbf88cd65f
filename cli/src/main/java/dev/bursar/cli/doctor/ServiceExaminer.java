package dev.bursar.cli.doctor;

import dev.bursar.embedded.Readiness;
import dev.bursar.embedded.Service;
import java.util.ArrayList;
import java.util.List;

/** Whether the services of the embedded stack are ready, and what they wait for. */
final class ServiceExaminer implements Examiner {

    private final Patient patient;
    private final Readiness readiness = new Readiness();

    ServiceExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (Service service : Service.values()) {
            int port = patient.ports().management(service);
            findings.add(service(service, port, readiness.of(port)));
        }
        return findings;
    }

    private Finding service(Service service, int port, Readiness.State state) {
        String look = "look at " + patient.home().log(service.label());
        if (state instanceof Readiness.State.Silent) {
            return Finding.problem(service.label(), "does not answer at its management port " + port, look);
        }
        if (state instanceof Readiness.State.Waiting waiting) {
            return Finding.problem(service.label(), "not ready, it waits for: " + waiting.waitingFor(), look);
        }
        return Finding.ok(service.label(), "ready, by its management port " + port);
    }
}
