package dev.bursar.cli.state;

import dev.bursar.cli.state.Place.Field;
import dev.bursar.cli.state.Place.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Reads where the values of a YAML text stand. */
final class Places {

    private static final int MAX_CODE_POINTS = 100_000_000;

    private final String text;

    /** By code point, where text has some that take two characters; marks count code points. */
    private final int[] offsets;

    private final Iterator<Event> events;

    private Places(String text) {
        this.text = text;
        this.offsets = offsets(text);
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /** The place of the only document's root; empty where there is none. */
    static Optional<Place> read(String text) {
        var places = new Places(text);
        while (places.events.hasNext()) {
            var event = places.events.next();
            if (event instanceof NodeEvent node) {
                return Optional.of(places.place(node));
            }
        }
        return Optional.empty();
    }

    private static int[] offsets(String text) {
        int length = text.codePointCount(0, text.length());
        if (length == text.length()) {
            return new int[0];
        }
        var offsets = new int[length + 1];
        for (int i = 0, at = 0; i < length; i++) {
            offsets[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        offsets[length] = text.length();
        return offsets;
    }

    private int offset(Mark mark) {
        return offsets.length == 0
                ? Math.min(mark.getIndex(), text.length())
                : offsets[Math.min(mark.getIndex(), offsets.length - 1)];
    }

    private Place place(NodeEvent event) {
        if (event instanceof MappingStartEvent mapping) {
            return mapping(mapping);
        }
        if (event instanceof SequenceStartEvent list) {
            return list(list);
        }
        return new Place(
                Kind.SCALAR, offset(event.getStartMark()), offset(event.getEndMark()), 0, anchor(event), List.of());
    }

    private Place mapping(MappingStartEvent event) {
        var fields = new ArrayList<Field>();
        var next = events.next();
        for (; !next.is(ID.MappingEnd); next = events.next()) {
            var name = next instanceof ScalarEvent scalar ? scalar.getValue() : "";
            var key = place((NodeEvent) next);
            fields.add(new Field(name, key.start(), place((NodeEvent) events.next())));
        }
        boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
        return collection(flow ? Kind.FLOW_MAPPING : Kind.BLOCK_MAPPING, event, fields, next);
    }

    private Place list(SequenceStartEvent event) {
        var items = new ArrayList<Field>();
        var next = events.next();
        for (; !next.is(ID.SequenceEnd); next = events.next()) {
            var item = place((NodeEvent) next);
            items.add(new Field("", item.start(), item));
        }
        boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
        return collection(flow ? Kind.FLOW_LIST : Kind.BLOCK_LIST, event, items, next);
    }

    /** A flow ends with its bracket, a block with its last value: behind that there may be comments. */
    private Place collection(Kind kind, NodeEvent event, List<Field> inside, Event last) {
        int start = offset(event.getStartMark());
        int end = kind.isFlow() || inside.isEmpty()
                ? offset(last.getEndMark())
                : inside.get(inside.size() - 1).value().end();
        int properties = kind.isFlow() ? Math.max(0, firstOf("[{", start, end) - start) : 0;
        return new Place(kind, start, end, properties, anchor(event), inside);
    }

    /** Anchors and tags hold no brackets of a flow (YAML 1.1, 5.3). */
    private int firstOf(String brackets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (brackets.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return from;
    }

    private static Optional<String> anchor(NodeEvent event) {
        return event.is(ID.Alias) ? Optional.empty() : Optional.ofNullable(event.getAnchor());
    }
}
