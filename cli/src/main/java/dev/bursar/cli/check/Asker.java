package dev.bursar.cli.check;

import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Screen;
import java.io.PrintWriter;
import java.util.Optional;

/** Puts a question to the gate and prints the verdict. */
final class Asker {

    private static final String EVALUATION = "/access/v1/evaluation";

    private final Api api;
    private final Environment environment;
    private final PrintWriter out;
    private final PrintWriter err;

    Asker(Api api, Environment environment, PrintWriter out, PrintWriter err) {
        this.api = api;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** The one that was named, else whom the token was made for. */
    String principal(Optional<String> named) {
        return named.orElseGet(api::subject);
    }

    /** The exit code. */
    int ask(Question question, boolean json) {
        var answer = api.post(Service.GATE, EVALUATION, question.json()).orFail();
        var body = answer.json();
        if (!body.path("decision").isBoolean()) {
            throw new CommandFailure(answer.request() + " answered without a decision; is that the gate?");
        }
        boolean permitted = body.path("decision").booleanValue();
        if (json) {
            out.println(answer.text());
        } else {
            var verdict = new Verdict(body.path("context"), permitted);
            var screen = Screen.of(environment);
            out.println((permitted ? Ink.GOOD : Ink.BAD).paint(screen.wrapped(verdict.message()), screen.colour()));
            verdict.details(environment.zone()).forEach(line -> out.println(screen.wrapped(line)));
            verdict.origin().ifPresent(err::println);
        }
        out.flush();
        err.flush();
        return permitted ? Exit.DONE : Exit.DENY;
    }
}
