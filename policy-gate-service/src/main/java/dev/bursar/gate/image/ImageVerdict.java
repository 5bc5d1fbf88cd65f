package dev.bursar.gate.image;

import dev.bursar.contract.policy.Violation;

/** What the image rules say about one image. */
public sealed interface ImageVerdict {

    /** @param entry the entry of the policy that allows it */
    record Allowed(ImageReference image, String entry) implements ImageVerdict {}

    record Refused(Violation violation) implements ImageVerdict {}
}
