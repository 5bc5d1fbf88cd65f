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
            Readiness.State state = readiness.of(port);
            if (state instanceof Readiness.State.Waiting waiting) {
                findings.add(Finding.problem(
                        service.label(),
                        "not ready: " + waiting.waitingFor(),
                        "look at " + patient.home().log(service.label())));
            } else {
                findings.add(Finding.ok(service.label(), "ready, by its management port " + port));
            }
        }
        return findings;
    }
}
