package dev.bursar.gate.decision;

/**
 * Told of every decision before its answer is sent, on the thread that answers. A listener that throws turns the answer
 * into an error: what can't be put on record is not granted.
 */
@FunctionalInterface
public interface DecisionListener {

    void decided(Decision decision);
}
