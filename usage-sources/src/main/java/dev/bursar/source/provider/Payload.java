package dev.bursar.source.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a response: one of a whole body, several of a stream or of JSON lines.
 *
 * @param pieces in their order; missing where a piece is not JSON
 * @param stream whether it came in pieces
 * @param torn whether an event before the last one was not JSON and is left out: what it said is unknown
 */
record Payload(List<JsonNode> pieces, boolean stream, boolean torn) {

    /** Some editors and shells put it before a text. */
    private static final String MARK = "\uFEFF";

    private static final JsonNode BROKEN = MissingNode.getInstance();

    /** @throws Refusal what is neither JSON nor a stream of it */
    static Payload of(JsonNode body) {
        if (body instanceof ObjectNode) {
            return new Payload(List.of(body), false, false);
        }
        if (body instanceof ArrayNode array) {
            return new Payload(array.valueStream().toList(), true, false);
        }
        if (body != null && body.isTextual()) {
            return ofText(body.textValue());
        }
        throw malformed("the response is neither an object, an array nor text");
    }

    /**
     * The pieces as one body or stream, without a last one that breaks off, as it does when a connection is lost.
     *
     * @throws Refusal where another piece is not an object, or there is none
     */
    List<ObjectNode> documents() {
        var documents = new ArrayList<ObjectNode>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof ObjectNode object) {
                documents.add(object);
            } else if (pieces.get(i) != BROKEN || i == 0 || i < pieces.size() - 1) {
                throw malformed("piece " + (i + 1) + " of the response is not a JSON object");
            }
        }
        if (documents.isEmpty()) {
            throw Refusal.noUsage();
        }
        return documents;
    }

    private static Payload ofText(String text) {
        if (text.startsWith(MARK)) {
            return ofText(text.substring(MARK.length()));
        }
        var start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return ofEvents(ofPieces(ServerSentEvents.data(text)).pieces());
        }
        try {
            return of(Json.readForeign(text.stripTrailing()));
        } catch (JsonEOFException brokenOff) {
            return start.startsWith("[") ? ofBrokenArray(text.stripTrailing()) : ofLines(text);
        } catch (JsonProcessingException severalOrBroken) {
            var lines = ofLines(text);
            if (lines.pieces().get(0) == BROKEN) {
                throw malformed("the response is " + Json.where(severalOrBroken));
            }
            return lines;
        }
    }

    private static Payload ofLines(String text) {
        return ofPieces(text.lines().filter(line -> !line.isBlank()).toList());
    }

    /** An event that is not JSON does not take what the others say with it, unless it is the last, which broke off. */
    private static Payload ofEvents(List<JsonNode> events) {
        var whole = new ArrayList<JsonNode>(events);
        whole.removeIf(event -> event == BROKEN);
        if (whole.isEmpty() || whole.size() == events.size()) {
            return new Payload(events, true, false);
        }
        boolean torn = whole.size() < events.size() - 1 || events.get(events.size() - 1) != BROKEN;
        if (!torn) {
            return new Payload(events, true, false);
        }
        return new Payload(whole, true, true);
    }

    /** A stream that is an array is read as far as it came. */
    private static Payload ofBrokenArray(String text) {
        var pieces = new ArrayList<JsonNode>();
        var reader = Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (var parser = reader.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                pieces.add(reader.readTree(parser));
            }
        } catch (IOException end) {
            // Where it broke off: the whole text was found to end too early.
            pieces.add(BROKEN);
        }
        if (pieces.size() < 2) {
            return ofLines(text);
        }
        return new Payload(pieces, true, false);
    }

    private static Payload ofPieces(List<String> texts) {
        if (texts.isEmpty()) {
            throw malformed("the response is neither JSON nor a stream of server-sent events");
        }
        var pieces = new ArrayList<JsonNode>(texts.size());
        for (var text : texts) {
            var piece = parsed(text);
            if (piece == BROKEN && text.indexOf('\n') >= 0) {
                // Whoever recorded the stream dropped the empty lines between its events.
                text.lines().map(Payload::parsed).forEach(pieces::add);
            } else {
                pieces.add(piece);
            }
        }
        return new Payload(pieces, true, false);
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.readForeign(text);
        } catch (JsonProcessingException e) {
            return BROKEN;
        }
    }

    private static Refusal malformed(String detail) {
        return new Refusal(RejectionReason.MALFORMED, detail);
    }
}
