package dev.bursar.source.otlp;

/** A body that is no OTLP of its encoding. The message is for the sender and repeats nothing of the body. */
public final class Undecodable extends Exception {

    private static final long serialVersionUID = 1L;

    Undecodable(String detail) {
        super(detail, null, false, false);
    }
}
