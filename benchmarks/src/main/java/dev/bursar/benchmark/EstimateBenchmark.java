package dev.bursar.benchmark;

import dev.bursar.contract.estimate.CallAhead;
import dev.bursar.contract.estimate.Estimator;
import dev.bursar.contract.estimate.Prompt;
import dev.bursar.contract.pricing.BuiltInRateCards;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How many estimates one core makes in a second, from counts and from 1 KiB of text. */
final class EstimateBenchmark {

    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");
    private static final String TEXT = """
            Read the open issues, pick the oldest one that nobody works on, and say in three sentences what has to change and where.
            Then write the change: keep the shape of the code that is there, name things as the vocabulary does, and add a test whose
            name is a sentence. Run the module's tests before you answer; when one fails, say which and why, and do not hide it.

              public Uni<Response> put(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
                  return budgets.put(read(id, body)).chain(this::filled).map(BudgetResource::answer);
              }

            Money is a decimal string without an exponent: "0.0000000375" is one cached token at 0.0375 dollars for a million.
            """;

    private EstimateBenchmark() {}

    public static void main(String[] arguments) {
        System.out.println(Machine.line());
        var estimator = new Estimator(BuiltInRateCards.load());
        System.out.println("estimates per second of processor time, one thread, medians of 5 rounds");
        for (var model : List.of("openai/gpt-5-mini", "anthropic/claude-sonnet-4-6")) {
            report(estimator, model, "from counts", new Prompt.Counted(12_000));
            var kilobyte = (TEXT + TEXT).substring(0, 1_024);
            report(estimator, model, "from 1 KiB of text", new Prompt.Text(kilobyte));
        }
    }

    private static void report(Estimator estimator, String model, String how, Prompt prompt) {
        int slash = model.indexOf('/');
        var call = new CallAhead(
                model.substring(0, slash),
                model.substring(slash + 1),
                prompt,
                2_000,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        System.out.printf("%-30s %-20s %,12d%n", model, how, ThreadCpu.perSecond(() -> estimator.estimate(call, THEN)));
    }
}
