package dev.bursar.kit.problem;

import java.net.URI;
import java.util.Locale;

/** Every way in which a request can fail. Each has a heading in {@code docs/problems.md}. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not understood"),
    UNAUTHENTICATED(401, "No valid token"),
    NOT_AUTHORIZED(403, "Not yours"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    NOT_ACCEPTABLE(406, "No answer in the media type asked for"),
    CONFLICT(409, "Something else is already there"),
    IMMUTABLE(409, "What a budget is never changes"),
    BUDGET_EXCEEDED(409, "It does not fit into a budget"),
    HOLD_ENDED(409, "The hold has ended"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key was used with another body"),
    PERIOD_CLOSED(409, "The billing period is closed"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type or content coding is not supported"),
    UNPROCESSABLE(422, "Understood, but not acceptable"),
    CURRENCY_UNSUPPORTED(422, "The books are in USD"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "A fault on our side"),
    UNAVAILABLE(503, "Not at this moment");

    private final int httpCode;
    private final String title;

    ProblemType(int httpCode, String title) {
        this.httpCode = httpCode;
        this.title = title;
    }

    /** The HTTP status code a problem of this type travels with. */
    public int httpCode() {
        return httpCode;
    }

    /** One line for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The last part of the type's URI: {@code invalid_request}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type's URI: {@code urn:bursar:problem:invalid_request}. */
    public URI uri() {
        return URI.create("urn:bursar:problem:" + code());
    }

    /** The type that fits an HTTP code best, for answers that the framework makes itself. */
    static ProblemType ofHttpCode(int httpCode) {
        return switch (httpCode) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> NOT_AUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> UNPROCESSABLE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> httpCode >= 500 ? INTERNAL : INVALID_REQUEST;
        };
    }
}
