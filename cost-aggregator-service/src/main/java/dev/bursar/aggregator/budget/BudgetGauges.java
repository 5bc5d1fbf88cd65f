package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.Jobs;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.Window;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** The fullest accounts as metrics; how many is bounded, for each is a series of its own. */
@ApplicationScoped
class BudgetGauges {

    /** Of a budget without accounts that are named, and of one nobody has touched. */
    private static final String UNNAMED = "";

    private final AccountStore store;
    private final BudgetConfig config;
    private final InstantSource clock;
    private final Jobs jobs;
    private final MultiGauge limit;
    private final MultiGauge spent;
    private final MultiGauge held;
    private final MultiGauge available;
    private final MultiGauge resetsAt;

    BudgetGauges(AccountStore store, BudgetConfig config, InstantSource clock, Jobs jobs, MeterRegistry registry) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.jobs = jobs;
        limit = gauge(registry, "bursar.budget.limit", "What the account may spend in its window");
        spent = gauge(registry, "bursar.budget.spent", "What was spent in the window");
        held = gauge(registry, "bursar.budget.held", "What is held for calls in flight");
        available = gauge(registry, "bursar.budget.available.ratio", "Share of the limit that is available");
        resetsAt = gauge(registry, "bursar.budget.resets.at.seconds", "When the window ends, in seconds since 1970");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP, identity = "budget-gauges")
    Uni<Void> show() {
        boolean named = config.metricsAccounts() > 0;
        int most = named ? config.metricsAccounts() : Integer.MAX_VALUE;
        return jobs.attempt(
                "budget-gauges",
                () -> store.fullest(most, clock.instant())
                        .map(accounts -> named ? accounts : fullestOfEachBudget(accounts))
                        .invoke(accounts -> show(accounts, named)));
    }

    private static Collection<Account> fullestOfEachBudget(Collection<Account> fullestFirst) {
        var first = new LinkedHashMap<String, Account>();
        fullestFirst.forEach(account -> first.putIfAbsent(account.key().budget(), account));
        return first.values();
    }

    private void show(Collection<Account> accounts, boolean named) {
        limit.register(rows(accounts, named, account -> account.limit().amount()), true);
        spent.register(rows(accounts, named, Account::spent), true);
        held.register(rows(accounts, named, Account::held), true);
        available.register(rows(accounts, named, BudgetGauges::availableShare), true);
        var resetting = accounts.stream()
                .filter(account -> !account.window().equals(Window.Lifetime.ALWAYS))
                .toList();
        resetsAt.register(
                rows(resetting, named, account -> account.window().end().getEpochSecond()), true);
    }

    private static BigDecimal availableShare(Account account) {
        return account.available().divide(account.limit().amount(), MathContext.DECIMAL64);
    }

    private static List<Row<?>> rows(Collection<Account> accounts, boolean named, Function<Account, Number> figure) {
        return accounts.stream()
                .<Row<?>>map(account -> Row.of(tags(account, named), figure.apply(account)))
                .toList();
    }

    private static Tags tags(Account account, boolean named) {
        return Tags.of(
                "budget", account.key().budget(),
                "account", named ? account.key().text() : UNNAMED,
                "unit", account.limit().unit().code());
    }
}
