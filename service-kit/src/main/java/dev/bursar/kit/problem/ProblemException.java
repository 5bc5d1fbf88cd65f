package dev.bursar.kit.problem;

import java.time.Duration;
import java.util.Optional;

/** A request that fails. It carries its problem, so it needs no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, Duration retryAfter) {
        super(problem.type().code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public ProblemException(ProblemType type, String detail) {
        this(new Problem(type, detail));
    }

    /** Not at this moment; the caller may come back after a while. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(new Problem(ProblemType.UNAVAILABLE, detail), retryAfter);
    }

    /** Something in the body or query is not understood. */
    public static ProblemException invalid(String pointer, String code, String detail) {
        return new ProblemException(
                Problem.of(ProblemType.INVALID_REQUEST, detail, new Problem.Fault(pointer, code, detail)));
    }

    public Problem problem() {
        return problem;
    }

    /** When to try again, if that helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
