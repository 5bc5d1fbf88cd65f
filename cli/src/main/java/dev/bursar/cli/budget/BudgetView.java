package dev.bursar.cli.budget;

import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Screen;
import java.io.PrintWriter;
import java.time.ZoneId;

/** One budget with its accounts, as a person sees it. */
record BudgetView(Definition definition, Listing accounts, ZoneId zone) {

    /** @throws dev.bursar.cli.terminal.CommandFailure where there is no such budget */
    static BudgetView read(Api api, String id, ZoneId zone) {
        var path = "/api/v1/budgets/" + Query.segment(id);
        var definition = new Definition(
                api.get(Service.AGGREGATOR, path, Query.none()).orFail().json());
        return new BudgetView(definition, Listing.read(api, Service.AGGREGATOR, path + "/accounts"), zone);
    }

    /** Everything there is to know. */
    void print(PrintWriter out, Screen screen) {
        out.println(screen.wrapped(title(screen)));
        out.println("  window       " + definition.window() + until());
        out.println("  match        " + definition.match());
        out.println("  alerts at    " + definition.alerts());
        out.println("  unpriced     " + definition.when("when_unpriced"));
        out.println("  unavailable  " + definition.when("when_unavailable"));
        out.println();
        printAccounts(out, screen);
    }

    /** What changes. */
    void printBriefly(PrintWriter out, Screen screen) {
        out.println(screen.wrapped(title(screen) + until()));
        printAccounts(out, screen);
    }

    void csv(Csv csv) {
        new AccountTable(accounts.items(), zone).csv(csv);
    }

    private String title(Screen screen) {
        return Ink.BOLD.paint(definition.id(), screen.colour()) + ": " + definition.sentence();
    }

    private String until() {
        return new AccountTable(accounts.items(), zone)
                .resets()
                .filter(instant -> !instant.equals("never"))
                .map(instant -> ", until " + instant)
                .orElse("");
    }

    private void printAccounts(PrintWriter out, Screen screen) {
        if (accounts.items().isEmpty()) {
            out.println("No account yet: each begins with its first call.");
        } else {
            new AccountTable(accounts.items(), zone).table().print(out, screen);
        }
        out.flush();
    }
}
