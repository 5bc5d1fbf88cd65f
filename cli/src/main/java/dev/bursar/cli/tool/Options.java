package dev.bursar.cli.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tool's command line, asked for the values of its options. */
record Options(List<String> command) {

    /** All values of an option, in their order; {@code --name value} and {@code --name=value}. */
    List<String> values(String... names) {
        var values = new ArrayList<String>();
        for (int i = 1; i < command.size() && !command.get(i).equals("--"); i++) {
            for (var name : names) {
                if (command.get(i).equals(name) && i + 1 < command.size()) {
                    values.add(command.get(i + 1));
                } else if (command.get(i).startsWith(name + "=")) {
                    values.add(command.get(i).substring(name.length() + 1));
                }
            }
        }
        return values;
    }

    Optional<String> last(String... names) {
        var values = values(names);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }
}
