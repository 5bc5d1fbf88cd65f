package dev.bursar.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** Says what a failed request means: the problem in one line, then each place at fault in a line of its own. */
final class Explanation {

    private Explanation() {}

    static String of(Answer answer) {
        var problem = answer.problem();
        var errors = problem.path("errors");
        var text = new StringBuilder();
        if (errors.size() == 1
                && detail(errors.get(0)).equals(problem.path("detail").asText())) {
            text.append(problem.path("title").asText()).append(": ").append(fault(errors.get(0)));
        } else {
            text.append(headline(answer, problem));
            errors.forEach(error -> text.append("\n  ").append(fault(error)));
        }
        if (answer.code() >= 500 && problem.hasNonNull("trace_id")) {
            text.append("\n  trace ").append(problem.path("trace_id").asText());
        }
        return text.append(advice(answer)).toString();
    }

    private static String headline(Answer answer, JsonNode problem) {
        var title = problem.path("title").asText("");
        var detail = problem.path("detail").asText("");
        if (title.isEmpty() && detail.isEmpty()) {
            return answer.request() + " answered " + answer.code() + " without saying why";
        }
        if (title.isEmpty() || detail.isEmpty()) {
            return title + detail;
        }
        return title + ": " + detail;
    }

    /** The place and what is wrong there; a query parameter often names itself in its sentence. */
    private static String fault(JsonNode error) {
        var pointer = error.path("pointer").asText("");
        var detail = detail(error);
        return pointer.isEmpty() || detail.startsWith(pointer + " ") ? detail : pointer + ": " + detail;
    }

    private static String detail(JsonNode error) {
        return error.path("detail").asText(error.path("code").asText());
    }

    private static String advice(Answer answer) {
        return switch (answer.code()) {
            case 401, 403 -> "\n  asked as the token from " + answer.token();
            case 429, 503 ->
                answer.retryAfter()
                        .map(seconds -> "\n  try again in " + seconds + " s")
                        .orElse("");
            default -> "";
        };
    }
}
