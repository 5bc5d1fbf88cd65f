package dev.bursar.aggregator.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How the last thing went that was tried with the books. */
@ApplicationScoped
class PostingState {

    private static final String NOT_OPEN = "the books are not open yet";

    private final AtomicReference<String> trouble = new AtomicReference<>(NOT_OPEN);

    void up() {
        trouble.set(null);
    }

    void down(Throwable cause) {
        trouble.set(String.valueOf(cause.getMessage()));
    }

    /** What is wrong, empty where nothing is. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }
}
