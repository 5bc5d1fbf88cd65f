package dev.bursar.contract.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.estimate.Prompt.Image;
import dev.bursar.contract.estimate.Prompt.Message;
import dev.bursar.contract.estimate.Prompt.Size;
import dev.bursar.contract.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a prompt: {@code input_tokens}, {@code input_text}, or {@code messages} as chat APIs take them, their content a
 * text or a list of parts, which Google calls {@code parts}. Images are parts of OpenAI's, Anthropic's or Google's shape, or
 * {@code {"type": "image", "width", "height"}}, inside a tool's answer too. Documents, sounds and videos are
 * refused. Everything else counts by its JSON.
 */
public final class PromptReader {

    /** The longest text, in UTF-16 units. */
    public static final int LONGEST_TEXT = 4 * 1024 * 1024;

    private static final int MOST_PIXELS = 100_000;

    /** The parts of OpenAI's, Anthropic's and other chat APIs that are neither text nor image. */
    private static final Set<String> UNCOUNTABLE = Set.of(
            "document", "file", "input_file", "input_audio", "audio", "audio_url", "video", "video_url", "input_video");

    private PromptReader() {}

    /**
     * The prompt in an object; empty where it names none.
     *
     * @throws Malformed what is no prompt, or more than one, with its place
     */
    public static Optional<Prompt> read(JsonNode object) {
        var named = new ArrayList<String>();
        for (var field : List.of("input_tokens", "input_text", "messages")) {
            if (object.hasNonNull(field)) {
                named.add(field);
            }
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (named.size() > 1) {
            throw new Malformed("/" + named.get(1), "ambiguous", "give one of " + String.join(" and ", named));
        }
        var value = object.get(named.get(0));
        return Optional.of(
                switch (named.get(0)) {
                    case "input_tokens" -> new Prompt.Counted(count(value, "/input_tokens"));
                    case "input_text" -> new Prompt.Text(text(value, "/input_text"));
                    default -> new Prompt.Messages(messages(value));
                });
    }

    static long count(JsonNode value, String at) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new Malformed(at, "not_a_count", at.substring(1) + " is not a whole number from 0 on");
        }
        if (value.longValue() > Usage.MAX_COUNT) {
            throw new Malformed(at, "out_of_range", at.substring(1) + " is more than " + Usage.MAX_COUNT);
        }
        return value.longValue();
    }

    private static String text(JsonNode value, String at) {
        if (!value.isTextual()) {
            throw new Malformed(at, "not_a_string", at.substring(1) + " is not a string");
        }
        if (value.textValue().length() > LONGEST_TEXT) {
            throw new Malformed(at, "too_long", "a text may have " + LONGEST_TEXT + " characters");
        }
        return value.textValue();
    }

    private static List<Message> messages(JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            throw new Malformed("/messages", "not_an_array", "messages is not a list of messages");
        }
        var messages = new ArrayList<Message>();
        for (var message : value) {
            messages.add(message(message, "/messages/" + messages.size()));
        }
        return messages;
    }

    private static Message message(JsonNode message, String at) {
        if (!message.isObject() || !message.path("role").isTextual()) {
            throw new Malformed(at, "not_a_message", "a message is an object with role and content");
        }
        var content = message.path("content");
        if (!content.isTextual() && !content.isArray() && !content.isNull() && !content.isMissingNode()) {
            throw new Malformed(at + "/content", "not_a_content", "content is a string or a list of parts");
        }
        var parts = new Parts();
        for (var field : message.properties()) {
            parts.add(field.getKey(), field.getValue(), at);
        }
        return new Message(message.path("role").textValue(), parts.texts, parts.images, parts.opaque);
    }

    /** What a message is made of. Whatever nobody here knows counts by its JSON: left out, it would make the worst case less. */
    private static final class Parts {

        private static final Set<String> PLAIN = Set.of("content", "name", "tool_call_id");

        private final List<String> texts = new ArrayList<>();
        private final List<Image> images = new ArrayList<>();
        private boolean opaque;

        void add(String field, JsonNode value, String at) {
            if (field.equals("role") || value.isNull()) {
                return;
            }
            if ((field.equals("content") || field.equals("parts")) && value.isArray()) {
                value.forEach(part -> add(part, at));
            } else if (value.isTextual() && PLAIN.contains(field)) {
                texts.add(text(value, at + "/" + field));
            } else {
                texts.add(value.toString());
                opaque = true;
            }
        }

        private void add(JsonNode part, String at) {
            requireCountable(part, at);
            var image = image(part);
            if (image.isPresent()) {
                images.add(image.get());
            } else if (part.path("text").isTextual()) {
                texts.add(part.path("text").textValue());
            } else if (part.path("source").path("type").asText().equals("text")) {
                texts.add(part.path("source").path("data").asText());
                opaque = true;
            } else if (part.path("content").isArray()) {
                // what a tool answered with, images too
                part.path("content").forEach(inner -> add(inner, at));
                opaque = true;
            } else {
                texts.add(part.toString());
                opaque = true;
            }
        }
    }

    /** A page, a second or a file of unknown length would be a few tokens of JSON, and the worst case a lie. */
    private static void requireCountable(JsonNode part, String at) {
        var type = part.path("type").asText("");
        var google = inline(part, "file_data", "fileData");
        boolean plain = List.of("text", "content")
                .contains(part.path("source").path("type").asText(""));
        if (UNCOUNTABLE.contains(type) && !plain
                || google.isObject() && !isImage(google)
                || !inline(part, "inline_data", "inlineData").isMissingNode()
                        && !isImage(inline(part, "inline_data", "inlineData"))) {
            throw new Malformed(
                    at + "/content",
                    "not_countable",
                    "nobody can tell from here how many tokens a document, a file, a sound or a video has:"
                            + " give input_tokens");
        }
    }

    private static JsonNode inline(JsonNode part, String name, String otherName) {
        return part.has(name) ? part.path(name) : part.path(otherName);
    }

    private static boolean isImage(JsonNode data) {
        var type = data.path("mime_type").asText(data.path("mimeType").asText("image/"));
        return type.startsWith("image/");
    }

    private static Optional<Image> image(JsonNode part) {
        var type = part.path("type").asText("");
        boolean low = "low"
                .equals(part.path("detail")
                        .asText(part.path("image_url").path("detail").asText("")));
        if (type.equals("image_url") || type.equals("input_image")) {
            var url = part.path("image_url");
            return Optional.of(new Image(behind(url.path("url").asText(url.asText(""))), low));
        }
        if (type.equals("image")) {
            var size = part.has("width")
                    ? size(part.path("width"), part.path("height"))
                    : ImageSize.ofBase64(part.path("source").path("data").asText(""));
            return Optional.of(new Image(size, low));
        }
        var inline = part.has("inline_data") ? part.path("inline_data") : part.path("inlineData");
        if (inline(part, "file_data", "fileData").isObject()) {
            return Optional.of(new Image(Optional.empty(), low));
        }
        return inline.isObject()
                ? Optional.of(new Image(ImageSize.ofBase64(inline.path("data").asText("")), low))
                : Optional.empty();
    }

    private static Optional<Size> behind(String url) {
        int comma = url.indexOf(',');
        return url.startsWith("data:") && comma > 0 ? ImageSize.ofBase64(url.substring(comma + 1)) : Optional.empty();
    }

    private static Optional<Size> size(JsonNode width, JsonNode height) {
        return isSide(width) && isSide(height)
                ? Optional.of(new Size(width.intValue(), height.intValue()))
                : Optional.empty();
    }

    private static boolean isSide(JsonNode side) {
        return side.isIntegralNumber()
                && side.canConvertToInt()
                && side.intValue() > 0
                && side.intValue() <= MOST_PIXELS;
    }
}
