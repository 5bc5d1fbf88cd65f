package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.source.provider.Dialect.Counts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A recorder may mix up or repeat the pieces of a stream; what it counts must not change. */
class StreamOrderPropertiesTest {

    /** Streams whose pieces carry totals so far. */
    enum Stream {
        XAI("xai", (counts, last) -> chunk(Dialect.XAI, counts, last)),
        OPENAI("openai", (counts, last) -> chunk(Dialect.OPENAI_CHAT, counts, last)),
        GROQ("groq", (counts, last) -> {
            var chunk = chunk(Dialect.GROQ, counts, last);
            chunk.putObject("x_groq").set("usage", chunk.remove("usage"));
            return chunk;
        }),
        GOOGLE("google", (counts, last) -> {
            var piece = Dialect.GOOGLE.body(counts);
            var candidate = piece.putArray("candidates").addObject();
            return last ? finish(candidate, "finishReason", piece) : piece;
        }),
        ANTHROPIC("anthropic", (counts, last) -> {
            var usage = Dialect.ANTHROPIC.body(counts).get("usage");
            return Json.object().put("type", "message_delta").set("usage", usage);
        }),
        LLAMA("bedrock", (counts, last) -> {
            var piece = Json.object().put("generation_token_count", counts.out());
            return last ? piece.put("stop_reason", "stop") : piece.put("prompt_token_count", 17);
        });

        private final String provider;
        private final BiFunction<Counts, Boolean, ObjectNode> piece;

        Stream(String provider, BiFunction<Counts, Boolean, ObjectNode> piece) {
            this.provider = provider;
            this.piece = piece;
        }

        private static ObjectNode chunk(Dialect dialect, Counts counts, boolean last) {
            var chunk = dialect.body(counts);
            var choice = chunk.putArray("choices").addObject().put("index", 0);
            return last ? finish(choice, "finish_reason", chunk) : chunk;
        }

        private static ObjectNode finish(ObjectNode part, String field, ObjectNode piece) {
            part.put(field, "stop");
            return piece;
        }

        List<ObjectNode> pieces(List<Integer> steps) {
            var pieces = new ArrayList<ObjectNode>();
            if (this == ANTHROPIC) {
                pieces.add(start());
            }
            long output = 1;
            for (int i = 0; i < steps.size(); i++) {
                output += steps.get(i);
                pieces.add(piece.apply(new Counts(40, 30, 0, output, 5 + i), i == steps.size() - 1));
            }
            return pieces;
        }

        private static ObjectNode start() {
            var message = Json.object().put("id", "msg_1").put("model", "m").put("type", "message");
            message.putObject("usage").put("input_tokens", 40).put("output_tokens", 1);
            return Json.object().put("type", "message_start").set("message", message);
        }
    }

    @Property(tries = 300)
    void orderAndRepetitionMakeNoDifference(
            @ForAll Stream stream,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 50) Integer> steps,
            @ForAll Random random) {
        // Given
        var pieces = stream.pieces(steps);
        var shuffled = new ArrayList<>(pieces);
        for (int i = random.nextInt(4); i > 0; i--) {
            shuffled.add(pieces.get(random.nextInt(pieces.size())));
        }
        Collections.shuffle(shuffled, random);

        // When
        var outcomes = understand(stream, shuffled);

        // Then
        assertThat(outcomes).isEqualTo(understand(stream, pieces));
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Understood.class, one -> {
            assertThat(one.call().approximate()).isFalse();
            assertThat(one.call().usage().tokensOut())
                    .isEqualTo(steps.stream().mapToInt(Integer::intValue).sum() + 5L + steps.size());
        });
    }

    @Property(tries = 100)
    void withoutItsEndAStreamIsALowerBound(
            @ForAll Stream stream, @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 50) Integer> steps) {
        // Given
        var pieces = stream.pieces(steps);
        var cut = stream == Stream.ANTHROPIC ? pieces.subList(0, 1) : pieces.subList(0, pieces.size() - 1);

        // When
        var outcomes = understand(stream, cut);

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Understood.class, one -> {
            assertThat(one.call().approximate()).isTrue();
            assertThat(one.call().usage().tokensOut())
                    .isPositive()
                    .isLessThan(steps.stream().mapToInt(Integer::intValue).sum() + 5L + steps.size());
        });
    }

    private static List<CallOutcome> understand(Stream stream, List<ObjectNode> pieces) {
        ArrayNode array = Json.object().putArray("pieces");
        pieces.forEach(array::add);
        return ProviderResponses.understand(
                ProviderResponse.of(stream.provider, array).withModel("m"));
    }
}
