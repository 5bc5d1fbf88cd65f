package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BursarTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void answersBadUsageWhenNoCommandIsGiven() {
        // When
        int code = run();

        // Then
        assertThat(code).isEqualTo(Exit.BAD_USAGE);
        assertThat(err.toString()).contains("bursar --help");
    }

    @Test
    void answersBadUsageToAnUnknownCommand() {
        // When
        int code = run("spend-it-all");

        // Then
        assertThat(code).isEqualTo(Exit.BAD_USAGE);
    }

    @Test
    void listsItsCommandsAndExitCodes() {
        // When
        int code = run("--help");

        // Then
        assertThat(code).isEqualTo(Exit.DONE);
        assertThat(out.toString()).contains("up", "down", "doctor", "3 deny");
    }

    private int run(String... arguments) {
        return Bursar.commandLine(Environment.ofProcess())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
