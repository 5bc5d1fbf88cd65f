package dev.bursar.cli.run;

import java.util.List;

/**
 * What came of recording a run.
 *
 * @param lines a sentence for each model
 * @param warnings what may not be as it was meant
 * @param json what a program is told
 * @param whole whether all of it was taken
 */
record Recorded(List<String> lines, List<String> warnings, String json, boolean whole) {

    Recorded {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }
}
