package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * Tools that take an image and options by name, at the top of the arguments or in the Engine API's {@code HostConfig} and
 * {@code Config}.
 *
 * @param act what the tool asks an engine to do
 * @param options the options that the tool can have
 * @param imageAt where else the image stands, as a JSON pointer, for tools that a policy describes; empty for none
 */
record FlatAdapter(Launch.Act act, Set<ContainerOption> options, String imageAt) implements Adapter {

    private static final Set<String> IMAGE = Set.of("image", "imagename", "repository");
    private static final Set<String> GROUPS = Set.of("hostconfig", "config", "containerconfig");

    FlatAdapter {
        options = Set.copyOf(options);
    }

    @Override
    public Reading read(ObjectNode arguments, Optional<String> named) {
        var found = new Arguments(act);
        named.ifPresent(found::image);
        walk(arguments, "", found);
        return found.reading();
    }

    private void walk(JsonNode object, String pointer, Arguments found) {
        for (var entry : object.properties()) {
            argument(entry.getKey(), pointer + "/" + escaped(entry.getKey()), entry.getValue(), found);
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private void argument(String key, String pointer, JsonNode value, Arguments found) {
        var spelling = Spelling.fold(key);
        var option = ContainerOption.named(key).filter(options::contains);
        if (pointer.equals(imageAt) || imageAt.isEmpty() && IMAGE.contains(spelling)) {
            found.image(pointer, value);
        } else if (imageAt.startsWith(pointer + "/") && value.isObject()) {
            walk(value, pointer, found);
        } else if (imageAt.isEmpty() && spelling.equals("tag")) {
            found.tag(pointer, value);
        } else if (GROUPS.contains(spelling)) {
            group(pointer, value, found);
        } else if (option.isPresent()) {
            found.option(option.get(), pointer, value);
        } else {
            found.unknown(pointer);
        }
    }

    private void group(String pointer, JsonNode value, Arguments found) {
        if (value.isObject()) {
            walk(value, pointer, found);
        } else if (!value.isNull()) {
            found.invalid(pointer, "is not an object");
        }
    }
}
