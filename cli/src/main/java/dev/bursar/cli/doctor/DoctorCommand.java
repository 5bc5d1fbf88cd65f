package dev.bursar.cli.doctor;

import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bursar doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with an installation, and what to do.",
            "Looks at the embedded stack, or at the Kafka and PostgreSQL that BURSAR_KAFKA_BOOTSTRAP and BURSAR_DB_URL name."
        })
public final class DoctorCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long problems = 0;
        for (Examiner examiner : examiners(new Patient(environment))) {
            for (Finding finding : examiner.examine()) {
                print(finding, out);
                problems += finding.isProblem() ? 1 : 0;
            }
        }
        out.println(problems == 0 ? "Nothing is wrong." : problems == 1 ? "1 problem." : problems + " problems.");
        return problems == 0 ? Exit.DONE : Exit.PROBLEM;
    }

    private static List<Examiner> examiners(Patient patient) {
        List<Examiner> examiners = new ArrayList<>();
        examiners.add(new MachineExaminer(patient));
        if (!patient.isForeign()) {
            examiners.add(new StackExaminer(patient));
        }
        if (!patient.isForeign() && patient.isRunning()) {
            examiners.add(new ServiceExaminer(patient));
        }
        if (patient.isForeign() || patient.isRunning()) {
            examiners.add(new KafkaExaminer(patient));
            examiners.add(new DatabaseExaminer(patient));
        }
        examiners.add(new PolicyExaminer(patient));
        return examiners;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("%-7s  %-12s  %s%n", finding.isProblem() ? "PROBLEM" : "ok", finding.subject(), finding.detail());
        if (!finding.advice().isEmpty()) {
            out.printf("%24s-> %s%n", "", finding.advice());
        }
        out.flush();
    }
}
