package dev.bursar.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a person wrote into a state file, and however, stays: around our section byte for byte, within it too. */
class StateFilePropertiesTest {

    private static final Pattern COMMENT = Pattern.compile("#[^\\r\\n]*");

    private static final List<String> SECTIONS = List.of(
            "project: 'x'   # with a comment\n",
            "notes: |\n  a text, # no comment\n\n  of lines\n",
            "steps:\n- {name: ä🦉,  done: yes}\n- &§ {name: b}\n",
            "again: [1, 2, # three\n  4]\n",
            "source: &§ {k: v}\nmore:\n  <<: *§\n",
            "folded: >-\n    some\n    words\n",
            "\n# on its own\n\n");

    /** Telemetry as people leave it; {@code ⏎} marks where another comment may stand. */
    private static final List<String> TELEMETRY = List.of(
            "telemetry:⏎\n",
            "telemetry: {}⏎\n",
            "telemetry:⏎\n  calls: []⏎\n",
            "telemetry:⏎\n  calls:⏎\n  total_cost_usd: 0.0⏎\n",
            "telemetry:⏎\n  total_cost_usd: &sum 0.25⏎\n  calls:⏎\n    - step: 'by hand'⏎\n      cost_usd: 0.25⏎\n⏎\n",
            "telemetry:⏎\n    owner: &me 🦉⏎\n    calls: &all⏎\n    -   cost_usd: 0.25⏎\n        by: *me⏎\n    -   &two {cost_usd: 0.5,⏎\n          note: ü}\n",
            "telemetry: {calls: [{cost_usd: 0.25,⏎\n  by: me}], total_cost_usd: 0.25}⏎\n",
            "telemetry:⏎\n  calls: [⏎\n  ]⏎\n  total_cost_usd:⏎\n",
            "telemetry:⏎\n  calls:⏎\n    -⏎\n      cost_usd: 1⏎\n      note: |\n        # no comment\n        text\n  other: {a: [1, 2]}⏎\n",
            "telemetry:⏎\n  calls:⏎\n  -\n",
            "\"telemetry\":⏎\n  \"calls\":⏎\n  - {id: \"run-3\", cost_usd: 0.25, timestamp: \"2026-11-22T10:00:03Z\"}⏎\n  - id: run-9\n    cost_usd: 0.5 ⏎\n    timestamp: \"2026-11-22T10:00:09Z\"⏎\n  series: {}⏎\n");

    private record Document(String before, String telemetry, String after) {

        static Document of(Random random) {
            var newline = random.nextBoolean() ? "\n" : "\r\n";
            var telemetry = new StringBuilder();
            for (var piece : TELEMETRY.get(random.nextInt(TELEMETRY.size())).split("⏎", -1)) {
                if (telemetry.length() > 0 && random.nextBoolean()) {
                    telemetry.append(" # comment ").append(random.nextInt()).append(" é🦉");
                }
                telemetry.append(piece);
            }
            var before = (random.nextInt(4) == 0 ? "---\n" : "") + sections(random, "before");
            var after = sections(random, "after");
            if (random.nextInt(3) == 0) {
                after = after.stripTrailing();
            }
            if (after.isEmpty() && random.nextBoolean()) {
                telemetry.setLength(telemetry.toString().stripTrailing().length());
            }
            return new Document(
                    before.replace("\n", newline),
                    telemetry.toString().replace("\n", newline),
                    after.replace("\n", newline));
        }

        private static String sections(Random random, String prefix) {
            var text = new StringBuilder();
            for (int i = 0; i < random.nextInt(4); i++) {
                var section = SECTIONS.get(random.nextInt(SECTIONS.size()));
                text.append(
                        section.replaceAll("(?m)^(\\w+):", prefix + i + "$1:").replace("§", prefix + i));
            }
            return text.toString();
        }

        String text() {
            return before + telemetry + after;
        }
    }

    @Property(tries = 150)
    void addingCallsChangesNothingElse(@ForAll long seed) throws IOException {
        // Given
        var random = new Random(seed);
        var document = Document.of(random);
        var file = Files.createTempFile("state", ".yaml");
        Files.writeString(file, document.text());
        var state = new StateFile(file);
        int calls = state.read().calls();
        var cost = state.read().totalCost();

        // When
        int added = 1 + random.nextInt(3);
        var ids = new ArrayList<Integer>();
        for (int i = 0; i < added; i++) {
            ids.add(20 + i * 10 + random.nextInt(9));
        }
        Collections.shuffle(ids, random);
        ids.forEach(id -> state.add(List.of(Uses.use("run-" + id, id - 19, 1000, 10)), Uses.PRICER));

        // Then
        var text = Files.readString(file);
        assertThat(text).startsWith(document.before()).endsWith(document.after());
        assertThat(state.read().calls()).isEqualTo(calls + added);
        assertThat(state.read().totalCost())
                .isEqualByComparingTo(cost.add(new BigDecimal("0.00052").multiply(BigDecimal.valueOf(added))));
        assertThat(comments(text)).isEqualTo(comments(document.text()));
        assertThat(lines(text)).containsAll(kept(document));
        assertThat(text.replace("\r\n", "").contains("\n"))
                .isEqualTo(!document.text().contains("\r\n") && text.contains("\n"));

        // When
        state.add(List.of(Uses.use("run-" + ids.get(0), ids.get(0) - 19, 1000, 10)), Uses.PRICER);

        // Then
        assertThat(file).hasContent(text);
        delete(file);
    }

    private static void delete(Path file) throws IOException {
        Files.delete(file);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".lock"));
    }

    private static List<String> comments(String text) {
        return COMMENT.matcher(text).results().map(found -> found.group()).toList();
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    /** What can't have changed: all but the lines with a total, brackets or nothing that is to be filled. */
    private static List<String> kept(Document document) {
        return document.telemetry()
                .lines()
                .filter(line -> !line.contains("total_cost_usd")
                        && !line.contains("[")
                        && !line.contains("{")
                        && !line.contains("]"))
                .toList();
    }
}
