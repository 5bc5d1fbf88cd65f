package dev.bursar.cli.state;

import dev.bursar.cli.terminal.CommandFailure;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where in a YAML text a top-level section stands, so that it alone can be written anew.
 *
 * @param text the whole file
 * @param start where the section's first line begins; where a new one would, if there is none
 * @param end just behind its last line
 * @param first where the first section begins, for a new one that can't stand at the end
 */
record Section(String text, boolean present, int start, int end, int first) {

    private static final int MAX_CODE_POINTS = 100_000_000;

    /** @throws CommandFailure what is no YAML file with one block of sections */
    static Section find(String text, String name) {
        var root = root(text);
        if (root.isEmpty()) {
            return new Section(text, false, text.length(), text.length(), text.length());
        }
        if (!(root.get() instanceof MappingNode sections) || sections.getFlowStyle() == FlowStyle.FLOW) {
            throw new CommandFailure("its top level is no block of sections, each on lines of its own");
        }
        int first = offset(text, sections.getStartMark().getIndex());
        var found = new ArrayList<NodeTuple>();
        for (var section : sections.getValue()) {
            if (section.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                found.add(section);
            }
        }
        if (found.size() > 1) {
            throw new CommandFailure("it has two sections named " + name);
        }
        if (found.isEmpty()) {
            int end = offset(text, sections.getEndMark().getIndex());
            return new Section(text, false, end, end, lineStart(text, first));
        }
        var section = found.get(0);
        int start =
                lineStart(text, offset(text, section.getKeyNode().getStartMark().getIndex()));
        int end = lineEnd(text, offset(text, lastMark(section)));
        return new Section(text, true, start, end, lineStart(text, first));
    }

    private static Optional<Node> root(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        try {
            var documents = new ArrayList<Node>();
            new Yaml(options).composeAll(new StringReader(text)).forEach(documents::add);
            if (documents.size() > 1) {
                throw new CommandFailure("it holds several YAML documents");
            }
            return documents.stream().filter(root -> !isNothing(root)).findFirst();
        } catch (YAMLException e) {
            throw new CommandFailure(
                    "it is no YAML: "
                            + e.getMessage()
                                    .lines()
                                    .limit(2)
                                    .reduce("", (a, b) -> a + " " + b)
                                    .strip(),
                    e);
        }
    }

    /** A file of comments only has a root too, which is nothing. */
    private static boolean isNothing(Node root) {
        return root instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
    }

    /** Behind the section's last value: what follows up to the next section, comments too, is not the section's. */
    private static int lastMark(NodeTuple section) {
        Node last = section.getValueNode();
        while (true) {
            List<? extends Object> inside =
                    last instanceof MappingNode mapping && mapping.getFlowStyle() != FlowStyle.FLOW
                            ? mapping.getValue()
                            : last instanceof SequenceNode list && list.getFlowStyle() != FlowStyle.FLOW
                                    ? list.getValue()
                                    : List.of();
            if (inside.isEmpty()) {
                return Math.max(
                        last.getEndMark().getIndex(),
                        section.getKeyNode().getEndMark().getIndex());
            }
            var end = inside.get(inside.size() - 1);
            last = end instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) end;
        }
    }

    /** Marks count code points. */
    private static int offset(String text, int codePoints) {
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    private static int lineStart(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static int lineEnd(String text, int offset) {
        if (offset > 0 && text.charAt(offset - 1) == '\n') {
            return offset;
        }
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    /** The whole text with this in the section's place, at its end or, where asked for, at its beginning. */
    String with(String written, boolean atBeginning) {
        var newline = text.contains("\r\n") ? "\r\n" : "\n";
        var lines = written.replace("\n", newline);
        int from = present || !atBeginning ? start : first;
        int to = present ? end : from;
        var before = text.substring(0, from);
        var gap = before.isEmpty() || before.endsWith("\n") ? "" : newline;
        return before + gap + lines + text.substring(to);
    }
}
