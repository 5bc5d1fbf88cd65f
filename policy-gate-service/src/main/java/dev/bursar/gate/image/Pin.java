package dev.bursar.gate.image;

import java.util.Set;

/**
 * The only contents that an image may have when it is asked for by digest.
 *
 * @param image a name with a tag and without a digest
 */
public record Pin(ImageReference image, Set<String> digests) {

    public Pin {
        digests = Set.copyOf(digests);
        if (image.tag().isEmpty() || image.digest().isPresent()) {
            throw new IllegalArgumentException("a pin names an image by its tag: " + image);
        }
        if (!digests.stream().allMatch(Digest::isDigest)) {
            throw new IllegalArgumentException("a pin lists digests: " + digests);
        }
    }

    String tag() {
        return image.tag().orElseThrow();
    }

    /** Whether this pin says that a digest is content of the image's repository. */
    boolean holds(ImageReference asked) {
        return asked.digest().filter(digests::contains).isPresent()
                && image.repository().equals(asked.repository());
    }
}
