package dev.bursar.aggregator.budget;

import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts of budgets, as they stand in the window that is current. */
@ApplicationScoped
public class Accounts {

    private final AccountStore store;
    private final InstantSource clock;

    Accounts(AccountStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The accounts of a budget by key.
     *
     * @param only values of one {@code per} dimension to keep to; empty: all accounts
     */
    Uni<List<Account>> page(Budget budget, Optional<Part> only, String after, int limit) {
        return store.page(budget, only, after, limit, clock.instant());
    }

    /** Values that an account's dimension must be one of. */
    record Part(String dimension, Set<String> values) {}

    /** One account; one that nothing has touched has nothing spent. */
    public Uni<Account> find(Budget budget, AccountKey key) {
        return store.find(budget, key, clock.instant());
    }

    /** Denies everything that falls to an account, or ends that. */
    Uni<Account> freeze(Budget budget, AccountKey key, boolean frozen) {
        return store.freeze(key, frozen).chain(() -> find(budget, key));
    }

    /** The key that a text names, if an account of this budget can have it. */
    public static Optional<AccountKey> key(Budget budget, String text) {
        return AccountKey.parse(text)
                .filter(key -> key.budget().equals(budget.id()))
                .filter(key -> key.parts().stream()
                        .map(AccountKey.Part::dimension)
                        .toList()
                        .equals(budget.per()));
    }
}
