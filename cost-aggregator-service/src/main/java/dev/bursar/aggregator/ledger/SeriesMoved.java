package dev.bursar.aggregator.ledger;

/** The attempt did not lock all that its series need; another one knows more. No fault, so it has no stack trace. */
final class SeriesMoved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SeriesMoved() {
        super("a series changed under a posting", null, false, false);
    }
}
