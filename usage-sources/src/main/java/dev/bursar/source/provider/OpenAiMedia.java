package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;

/** What OpenAI's interfaces for images and audio say where it is not tokens, and what their tokens are. */
final class OpenAiMedia {

    /** Of a video that was drawn, which providers bill by its length and size. */
    private static final Meter VIDEO_SECOND = new Meter("video_second");

    /** Of a document that a model of Mistral's read, whoever hosts it. */
    private static final Meter PAGE = new Meter("page");

    private OpenAiMedia() {}

    /** A transcription by a model that is billed by time: {@code {"type": "duration", "seconds": 9}}. */
    static boolean isDuration(JsonNode usage) {
        return usage.path("seconds").isNumber();
    }

    static Usage duration(JsonNode usage) {
        return seconds(Meter.AUDIO_SECOND, usage, "seconds");
    }

    /**
     * Bodies without counts: images are counted by their number, older transcriptions and videos by their duration,
     * documents that were read by their pages.
     *
     * @throws Refusal where they are none of these, or several
     */
    static Usage usage(List<ObjectNode> bodies) {
        var saying = bodies.stream().filter(body -> of(body).isPresent()).toList();
        return Snapshots.only(saying).flatMap(OpenAiMedia::of).orElseThrow(Refusal::noUsage);
    }

    private static Optional<Usage> of(ObjectNode body) {
        if (isImages(body)) {
            return Optional.of(Usage.of(Meter.IMAGE, body.path("data").size()));
        }
        if (body.path("text").isTextual() && body.path("duration").isNumber()) {
            return Optional.of(seconds(Meter.AUDIO_SECOND, body, "duration"));
        }
        if (body.path("video").path("duration").isNumber()) {
            return Optional.of(seconds(VIDEO_SECOND, body.path("video"), "duration"));
        }
        var pages = Fields.count(body.path("usage_info"), "pages_processed");
        return pages.isPresent() ? Optional.of(Usage.of(PAGE, pages.getAsLong())) : Optional.empty();
    }

    /** What the tokens given out are where the counts do not say: those of an image or of speech are billed apart. */
    static Optional<String> outputKind(JsonNode body) {
        var type = body.path("type").asText();
        if (isImages(body) || type.startsWith("image_generation.") || type.startsWith("image_edit.")) {
            return Optional.of("image");
        }
        return type.startsWith("speech.audio.") ? Optional.of("audio") : Optional.empty();
    }

    private static boolean isImages(JsonNode body) {
        var images = body.path("data");
        return !images.isEmpty()
                && images.isArray()
                && images.valueStream().allMatch(image -> image.has("b64_json") || image.has("url"));
    }

    private static Usage seconds(Meter meter, JsonNode from, String name) {
        return Usage.of(meter, Fields.seconds(from, name).orElseThrow(Refusal::noUsage));
    }
}
