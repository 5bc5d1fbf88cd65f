package dev.bursar.gate.policy;

import dev.bursar.gate.yaml.YamlProblem;
import dev.bursar.gate.yaml.YamlReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Reads policies: bytes to YAML, YAML against the schema, and what the schema can't say. */
public final class PolicyReader {

    /** Far more than any policy needs. */
    public static final int MAX_BYTES = 1 << 20;

    private PolicyReader() {}

    public static PolicyReading read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return broken(new YamlProblem(1, 1, "", "the file is larger than 1 MiB"));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return broken(new YamlProblem(1, 1, "", "the file is not UTF-8"));
        }
        var yaml = YamlReader.read(text);
        if (yaml instanceof YamlReader.Outcome.Broken broken) {
            return broken(broken.problem());
        }
        var document = ((YamlReader.Outcome.Read) yaml).document();
        var problems = PolicySchema.problems(document);
        return problems.isEmpty()
                ? new PolicySections(document).policy(Policy.versionOf(bytes), text)
                : new PolicyReading.Broken(inOrder(problems));
    }

    static List<YamlProblem> inOrder(List<YamlProblem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(YamlProblem::line).thenComparingInt(YamlProblem::column))
                .distinct()
                .toList();
    }

    private static PolicyReading broken(YamlProblem problem) {
        return new PolicyReading.Broken(List.of(problem));
    }
}
