package dev.bursar.source.cli;

import java.util.Optional;

/**
 * The standard output of one run of a tool.
 *
 * @param tool the tool's word, see {@link ToolOutputs#tool}
 * @param stdout as it was printed, whole or cut off
 * @param model the model that was asked for; stands in where the output names none
 */
public record ToolOutput(String tool, String stdout, Optional<String> model) {}
