package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How many tokens of a count were audio, image or video; text and documents are what is left. */
record Kinds(long audio, long image, long video) {

    static final Kinds NONE = new Kinds(0, 0, 0);

    /** OpenAI's details: {@code {"audio_tokens": 69, "image_tokens": 0}}. */
    static Kinds ofFields(JsonNode details) {
        long audio = Fields.countOrZero(details, "audio_tokens");
        long image = Fields.countOrZero(details, "image_tokens");
        long video = Fields.countOrZero(details, "video_tokens");
        return audio == 0 && image == 0 && video == 0 ? NONE : new Kinds(audio, image, video);
    }

    /** Google's details: {@code [{"modality": "AUDIO", "tokenCount": 69}]}, or {@code audio} and {@code tokens}. */
    static Kinds ofModalities(JsonNode details) {
        var kinds = NONE;
        for (var detail : details) {
            long count = Fields.either(detail, "tokenCount", detail, "tokens").orElse(0);
            kinds = switch (detail.path("modality").asText().toUpperCase(Locale.ROOT)) {
                case "AUDIO" -> kinds.plus(new Kinds(count, 0, 0));
                case "IMAGE" -> kinds.plus(new Kinds(0, count, 0));
                case "VIDEO" -> kinds.plus(new Kinds(0, 0, count));
                default -> kinds;
            };
        }
        return kinds;
    }

    Kinds plus(Kinds other) {
        return new Kinds(audio + other.audio, image + other.image, video + other.video);
    }

    /** What is left of these without those; never less than nothing. */
    Kinds without(Kinds other) {
        return new Kinds(
                Math.max(0, audio - other.audio), Math.max(0, image - other.image), Math.max(0, video - other.video));
    }

    /** At most so many of these, audio first: it is what providers bill apart. */
    Kinds atMost(long limit) {
        long someAudio = Math.min(audio, limit);
        long someImage = Math.min(image, limit - someAudio);
        return new Kinds(someAudio, someImage, Math.min(video, limit - someAudio - someImage));
    }

    long sum() {
        return audio + image + video;
    }
}
