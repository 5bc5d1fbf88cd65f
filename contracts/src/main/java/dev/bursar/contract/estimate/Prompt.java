package dev.bursar.contract.estimate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What goes into a model. */
public sealed interface Prompt {

    /** So many tokens, counted by the caller. */
    record Counted(long tokens) implements Prompt {}

    /** A text, without the few tokens that a chat wraps around it. */
    record Text(String text) implements Prompt {}

    /** The messages of a chat. */
    record Messages(List<Message> messages) implements Prompt {

        public Messages {
            messages = List.copyOf(messages);
        }

        Messages with(Message another) {
            return new Messages(
                    Stream.concat(messages.stream(), Stream.of(another)).toList());
        }
    }

    /**
     * One message of a chat.
     *
     * @param texts its text parts; a part that is neither text nor image by its JSON
     * @param opaque whether such a part is among them
     */
    record Message(String role, List<String> texts, List<Image> images, boolean opaque) {

        public Message {
            texts = List.copyOf(texts);
            images = List.copyOf(images);
        }
    }

    /**
     * An image in a message.
     *
     * @param size absent where it can't be told, as for one behind an address
     * @param low whether the caller asks for it to be looked at in low detail
     */
    record Image(Optional<Size> size, boolean low) {}

    /** In pixels. */
    record Size(int width, int height) {}
}
