package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How one tool prints its usage. Another tool is one more class, listed in {@link ToolOutputs}. */
interface Tool {

    /** The tool's name everywhere: path, dimension, command. */
    String word();

    /** What makes the tool print its usage. */
    String usageOption();

    /** Whether a document is one of those that the tool prints. */
    boolean prints(ObjectNode document);

    /**
     * Keeps of a document what tells of usage, without any text that someone wrote, and drops what it replaces.
     *
     * @param kept what was kept of the documents before
     */
    void keep(ObjectNode document, List<ObjectNode> kept);

    /**
     * Reads what was kept: one run for each model of each session.
     *
     * @param kept in the order in which it was printed
     * @param cut whether the output breaks off
     * @param askedFor the model that stands in where the output names none
     * @throws dev.bursar.source.provider.Refusal when nothing of it can be understood
     */
    List<UnderstoodRun> read(List<ObjectNode> kept, boolean cut, Optional<String> askedFor);
}
