package dev.bursar.aggregator.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.correction.CorrectionRequest.Kind;
import dev.bursar.contract.Json;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Corrections as they are asked for and looked at, whatever their kind. */
@ApplicationScoped
class Corrections {

    private final CorrectionStore store;

    Corrections(CorrectionStore store) {
        this.store = store;
    }

    Uni<Response> ask(Kind kind, byte[] body, String principal) throws JsonProcessingException {
        var request = CorrectionRequest.read(kind, Json.read(body));
        return store.add(request, principal)
                .map(row -> Response.accepted(row.json()).build());
    }

    Uni<ObjectNode> list(Kind kind, Page page) {
        long before = page.after().map(Corrections::cursor).orElse(Long.MAX_VALUE);
        return store.page(kind, before, page)
                .map(rows -> page.body(rows, CorrectionRow::json, row -> Long.toString(row.number())));
    }

    Uni<ObjectNode> show(Kind kind, String id) {
        var number = CorrectionRow.number(kind, id).orElseThrow(() -> none(kind, id));
        return store.find(kind, number)
                .map(found -> found.map(CorrectionRow::json).orElseThrow(() -> none(kind, id)));
    }

    private static long cursor(String after) {
        if (!after.matches("\\d{1,18}")) {
            throw ProblemException.invalid("cursor", "not_a_cursor", "not a cursor that this listing gave");
        }
        return Long.parseLong(after);
    }

    private static ProblemException none(Kind kind, String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no " + kind.code() + " " + id);
    }
}
