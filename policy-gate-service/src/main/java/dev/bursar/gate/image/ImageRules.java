package dev.bursar.gate.image;

import static dev.bursar.contract.policy.Reason.DIGEST_NOT_PINNED;
import static dev.bursar.contract.policy.Reason.DIGEST_REQUIRED;
import static dev.bursar.contract.policy.Reason.IMAGE_DENIED;
import static dev.bursar.contract.policy.Reason.IMAGE_NOT_ALLOWED;
import static dev.bursar.contract.policy.Reason.IMAGE_REF_INVALID;

import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which images may be pulled and run.
 *
 * <p>An engine that is given a tag and a digest ignores the tag. So a digest is allowed only where the policy names that
 * very content: in an entry, or in a pin of an image that an entry allows.
 *
 * @param deny wins over everything that allows
 * @param requireDigest whether a tag alone is too little
 */
public record ImageRules(
        List<ImagePattern> allow, List<ImagePattern> deny, List<Pin> pins, boolean requireDigest, List<Scope> scopes) {

    public ImageRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        pins = List.copyOf(pins);
        scopes = List.copyOf(scopes);
    }

    /**
     * Judges an image as it was written.
     *
     * @param dimensions the caller's, for scopes
     */
    public ImageVerdict judge(String text, Map<String, String> dimensions) {
        var parsed = ImageReference.parse(text);
        if (parsed instanceof ImageReference.Parsed.Invalid invalid) {
            var shown = Violation.excerpt(text);
            return new ImageVerdict.Refused(new Violation(
                    IMAGE_REF_INVALID,
                    "images.reference",
                    shown,
                    "\"" + shown + "\" is not an image name: " + invalid.why()));
        }
        return judge(((ImageReference.Parsed.Valid) parsed).image(), dimensions);
    }

    /** Judges an image by its canonical name. */
    public ImageVerdict judge(ImageReference image, Map<String, String> dimensions) {
        var denied = deny.stream().filter(entry -> denies(entry, image)).findFirst();
        if (denied.isPresent()) {
            return refused(IMAGE_DENIED, "images.deny", image, "is denied by " + denied.get());
        }
        var entries = entries(dimensions);
        return image.digest().isPresent() ? byDigest(image, entries) : byTag(image, entries);
    }

    /** Content counts under every tag that it is known by: the one asked for, and those that pin it. */
    private boolean denies(ImagePattern entry, ImageReference image) {
        if (!entry.coversRepository(image)) {
            return false;
        }
        if (entry.digest().isPresent()) {
            return entry.digest().equals(image.digest());
        }
        return entry.coversEveryTag()
                || Stream.concat(image.tag().stream(), pinning(image).map(Pin::tag))
                        .anyMatch(entry::coversTag);
    }

    private List<ImagePattern> entries(Map<String, String> dimensions) {
        if (scopes.isEmpty()) {
            return allow;
        }
        var scoped = scopes.stream().filter(scope -> scope.covers(dimensions)).flatMap(scope -> scope.allow().stream());
        return Stream.concat(allow.stream(), scoped).toList();
    }

    private ImageVerdict byTag(ImageReference image, List<ImagePattern> entries) {
        var covering = entries.stream().filter(entry -> covers(entry, image)).toList();
        if (covering.isEmpty()) {
            return refused(IMAGE_NOT_ALLOWED, "images.allow", image, "is not on the allowlist");
        }
        var byTagAlone =
                covering.stream().filter(entry -> entry.digest().isEmpty()).findFirst();
        if (byTagAlone.isEmpty()) {
            return refused(DIGEST_REQUIRED, "images.allow", image, "is on the allowlist by its digest only");
        }
        return requireDigest
                ? refused(DIGEST_REQUIRED, "images.require_digest", image, "must be asked for by its digest")
                : new ImageVerdict.Allowed(image, byTagAlone.get().text());
    }

    private ImageVerdict byDigest(ImageReference image, List<ImagePattern> entries) {
        var covering = entries.stream().filter(entry -> covers(entry, image)).toList();
        if (covering.isEmpty()) {
            return refused(IMAGE_NOT_ALLOWED, "images.allow", image, "is not on the allowlist");
        }
        return covering.stream()
                .filter(entry -> entry.digest().equals(image.digest()))
                .findFirst()
                .or(() -> pinned(image, entries))
                .<ImageVerdict>map(entry -> new ImageVerdict.Allowed(image, entry.text()))
                .orElseGet(() -> refused(
                        DIGEST_NOT_PINNED,
                        "images.pins",
                        image,
                        "is asked for by a digest that the policy does not pin"));
    }

    /** The entry that allows an image of which the digest is pinned content. */
    private Optional<ImagePattern> pinned(ImageReference image, List<ImagePattern> entries) {
        return pinning(image)
                .filter(pin -> image.tag().map(pin.tag()::equals).orElse(true))
                .flatMap(pin -> entries.stream()
                        .filter(entry -> entry.digest().isEmpty())
                        .filter(entry -> covers(entry, pin.image())))
                .findFirst();
    }

    private Stream<Pin> pinning(ImageReference image) {
        return pins.stream().filter(pin -> pin.holds(image));
    }

    private static boolean covers(ImagePattern entry, ImageReference image) {
        return entry.coversRepository(image)
                && image.tag().map(entry::coversTag).orElse(true);
    }

    private static ImageVerdict refused(Reason reason, String rule, ImageReference image, String detail) {
        var name = image.canonical();
        return new ImageVerdict.Refused(new Violation(reason, rule, name, "image " + name + " " + detail));
    }
}
