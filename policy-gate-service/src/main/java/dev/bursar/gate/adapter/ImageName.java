package dev.bursar.gate.adapter;

import dev.bursar.gate.image.Digest;
import dev.bursar.gate.image.ImageReference;
import java.util.List;
import java.util.Optional;

/** The one image that several arguments name together. */
final class ImageName {

    private ImageName() {}

    sealed interface Outcome {

        record Named(String image) implements Outcome {}

        record Unclear(String why) implements Outcome {}
    }

    /**
     * Puts names and tag together.
     *
     * @param names all that were given; they must mean the same image
     * @param tag the argument that some tools take apart from the repository; a digest is one, too
     */
    static Outcome of(List<String> names, Optional<String> tag) {
        if (names.isEmpty()) {
            return new Outcome.Unclear("no image is named");
        }
        var first = names.get(0);
        if (!names.stream().allMatch(name -> sameImage(first, name))) {
            return new Outcome.Unclear("the images named do not agree");
        }
        if (tag.isEmpty() || tag.get().isEmpty()) {
            return new Outcome.Named(first);
        }
        boolean digest = Digest.isDigest(tag.get());
        if (!digest && !ImageReference.isTag(tag.get())) {
            return new Outcome.Unclear("the tag is none");
        }
        var suffix = (digest ? "@" : ":") + tag.get();
        if (first.endsWith(suffix)) {
            return new Outcome.Named(first);
        }
        return first.indexOf('@') >= 0 || first.indexOf(':', first.lastIndexOf('/') + 1) >= 0
                ? new Outcome.Unclear("image and tag do not agree")
                : new Outcome.Named(first + suffix);
    }

    private static boolean sameImage(String one, String other) {
        return one.equals(other)
                || ImageReference.parse(one) instanceof ImageReference.Parsed.Valid a
                        && ImageReference.parse(other) instanceof ImageReference.Parsed.Valid b
                        && a.equals(b);
    }
}
