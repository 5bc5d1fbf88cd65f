package dev.bursar.cli.stack;

import dev.bursar.cli.terminal.Environment;
import dev.bursar.embedded.Home;
import dev.bursar.embedded.Service;
import dev.bursar.embedded.StackPorts;
import dev.bursar.embedded.StackSettings;
import java.io.PrintWriter;

/** What a person reads once the stack is ready. */
final class Welcome {

    private Welcome() {}

    /** @param used whether the books are those of an earlier start: a demo is for empty ones */
    static void print(StackSettings settings, Environment environment, boolean used, PrintWriter out) {
        Home home = settings.home();
        StackPorts ports = settings.ports();
        out.println();
        out.println("Bursar is ready.");
        for (Service service : Service.values()) {
            out.printf(
                    "  %-12s http://127.0.0.1:%d   health and metrics http://127.0.0.1:%d/q/%n",
                    service.label(), ports.http(service), ports.management(service));
        }
        out.printf("  %-12s 127.0.0.1:%d%n", "kafka", ports.kafka());
        out.printf("  %-12s 127.0.0.1:%d%n", "postgresql", ports.postgres());
        out.printf("  %-12s %s%n", "admin token", home.adminToken());
        out.printf(
                "  %-12s %s%n",
                "policy",
                environment.variable("BURSAR_POLICY_FILE").orElse(home.policy().toString()));
        out.printf("  %-12s %s%n", "logs", home.logs());
        out.println("Try:");
        String program = System.getProperty("bursar.program", "bursar");
        if (!used) {
            out.println("  " + program + " demo                        # a day of traffic, for every report to show");
        }
        out.println("  " + program + " check image ubuntu:latest   # refused: a Policy Violation");
        out.println("  " + program + " cost --by team,model        # who spent what");
        out.flush();
    }
}
