package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

class HelpTest {

    static Stream<CommandLine> commands() {
        return withSubcommands(Bursar.commandLine(Outcome.environment(Map.of(), Path.of("."))))
                .filter(command -> !(command.getCommand() instanceof GenerateCompletion));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysWhatEachCommandIsForInALineOfItsOwnAndFitsTheScreen(CommandLine command) {
        // When
        var help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        // Then
        var description = command.getCommandSpec().usageMessage().description();
        assertThat(description).isNotEmpty();
        assertThat(description[0]).hasSizeLessThan(80).endsWith(".");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(command.getCommandSpec().options())
                .allSatisfy(option ->
                        assertThat(String.join("", option.description())).isNotBlank());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
    }
}
