package dev.bursar.gate.image;

import dev.bursar.contract.Glob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of an allow or deny list: an image name in which {@code *} may stand for letters inside one path segment or
 * inside the tag. Without tag and digest it means {@code :latest}.
 *
 * @param text the entry as written
 */
public record ImagePattern(String text, String domain, List<Glob> path, Optional<Glob> tag, Optional<String> digest) {

    public ImagePattern {
        path = List.copyOf(path);
    }

    /** What a text is: an entry, or why it is none. */
    public sealed interface Parsed {

        record Valid(ImagePattern pattern) implements Parsed {}

        record Invalid(String why) implements Parsed {}
    }

    public static Parsed parse(String text) {
        if (text.contains("**")) {
            return new Parsed.Invalid("** reaches over segments, an entry may not");
        }
        var outcome = new ReferenceParser(text, true).parse();
        if (outcome instanceof ReferenceParser.Outcome.Refused refused) {
            return new Parsed.Invalid(refused.why());
        }
        var parts = ((ReferenceParser.Outcome.Read) outcome).parts();
        var segments = Stream.of(parts.path().split("/")).map(Glob::new).toList();
        return new Parsed.Valid(new ImagePattern(
                text, parts.domain(), segments, parts.tagOrDefault().map(Glob::new), parts.digest()));
    }

    /** Same registry, and a repository that the entry describes segment by segment. */
    boolean coversRepository(ImageReference image) {
        return domain.equals(image.domain()) && coversPath(image.path());
    }

    private boolean coversPath(String repository) {
        int from = 0;
        for (int i = 0; i < path.size(); i++) {
            int slash = repository.indexOf('/', from);
            boolean last = i == path.size() - 1;
            if (last != slash < 0) {
                return false;
            }
            if (!path.get(i).matches(last ? repository.substring(from) : repository.substring(from, slash))) {
                return false;
            }
            from = slash + 1;
        }
        return true;
    }

    /** An entry without a tag names its content by digest alone: any tag is then only a label. */
    boolean coversTag(String name) {
        return tag.map(glob -> glob.matches(name)).orElse(true);
    }

    boolean coversEveryTag() {
        return tag.filter(glob -> glob.pattern().equals("*")).isPresent();
    }

    @Override
    public String toString() {
        return text;
    }
}
