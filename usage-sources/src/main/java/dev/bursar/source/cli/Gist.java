package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.source.provider.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an output tells of usage, taken in line by line: small however long the output is, and without any text that
 * someone wrote. Its own text is an output of the same tool that means the same.
 */
public final class Gist {

    private final Tool tool;
    private final Documents documents;
    private final List<ObjectNode> kept = new ArrayList<>();
    private boolean printed;
    private boolean foreign;

    Gist(Tool tool, Consumer<ObjectNode> seen, Consumer<String> other) {
        this.tool = tool;
        this.documents = new Documents(
                document -> {
                    if (take(document)) {
                        seen.accept(document);
                    } else if (!isOfLaterVersion(document)) {
                        other.accept(document.toString());
                    }
                },
                other);
    }

    /** Takes in the next line, without its end. */
    public void line(String line) {
        documents.line(line);
    }

    /** There is no more; to be called once, before anything is asked. */
    public void end() {
        documents.end();
    }

    /** What was kept, as JSON lines; an output that broke off breaks off here too, and text mode stays text mode. */
    public String text() {
        if (!printed && (documents.hasText() || foreign)) {
            return "(text)\n";
        }
        var text = new StringBuilder();
        kept.forEach(document -> text.append(new String(Json.bytes(document), StandardCharsets.UTF_8))
                .append('\n'));
        return documents.isCut() ? text.append("{").toString() : text.toString();
    }

    /** One outcome for each model of each session, at least one. */
    public List<RunOutcome> outcomes(Optional<String> model) {
        try {
            if (!printed) {
                throw nothingKnown();
            }
            return Parts.named(tool.read(List.copyOf(kept), documents.isCut(), model)).stream()
                    .<RunOutcome>map(RunOutcome.Understood::new)
                    .toList();
        } catch (Refusal refusal) {
            return List.of(new RunOutcome.Refused(refusal.reason(), refusal.getMessage()));
        }
    }

    /** A tool that prints documents has more kinds of them from version to version; none of them is a text. */
    private boolean isOfLaterVersion(ObjectNode document) {
        return printed && document.path("type").isTextual();
    }

    private boolean take(ObjectNode document) {
        if (!tool.prints(document)) {
            foreign = true;
            return false;
        }
        printed = true;
        tool.keep(document, kept);
        return true;
    }

    private Refusal nothingKnown() {
        var advice = "no usage in this mode; use " + tool.usageOption();
        if (documents.hasText() || foreign) {
            return new Refusal(RejectionReason.TOOL_TEXT_MODE, advice);
        }
        return documents.isCut()
                ? new Refusal(RejectionReason.MALFORMED, "the output breaks off within its first document")
                : new Refusal(RejectionReason.NO_USAGE, "the output is empty");
    }
}
