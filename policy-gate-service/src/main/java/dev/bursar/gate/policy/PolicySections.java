package dev.bursar.gate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Glob;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.gate.adapter.Adapters;
import dev.bursar.gate.adapter.ContainerRules;
import dev.bursar.gate.image.ImagePattern;
import dev.bursar.gate.image.ImageReference;
import dev.bursar.gate.image.ImageRules;
import dev.bursar.gate.image.Pin;
import dev.bursar.gate.image.Scope;
import dev.bursar.gate.yaml.YamlDocument;
import dev.bursar.gate.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a document that fits the schema into rules, and finds what the schema can't say. */
final class PolicySections {

    /** Without a bound of its own, a policy leaves the ports alone that only a privileged process may open. */
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private static final Set<String> BUDGETED_BY_DEFAULT = Set.of("llm_call");

    private final YamlDocument document;
    private final List<YamlProblem> problems = new ArrayList<>();

    PolicySections(YamlDocument document) {
        this.document = document;
    }

    PolicyReading policy(String version, String text) {
        var root = document.root();
        var policy = new Policy(
                version,
                text,
                images(root.path("images")),
                containers(root.path("containers")),
                models(root.path("models")),
                tools(root.path("tools")),
                budgets(root.path("budgets")),
                root.path("plugins"),
                shadow(root.path("shadow")));
        return problems.isEmpty()
                ? new PolicyReading.Loaded(policy)
                : new PolicyReading.Broken(PolicyReader.inOrder(problems));
    }

    private ImageRules images(JsonNode section) {
        var scopes = new ArrayList<Scope>();
        section.path("scopes").forEach(scope -> scopes.add(scope(scope, "/images/scopes/" + scopes.size())));
        return new ImageRules(
                patterns(section.path("allow"), "/images/allow"),
                patterns(section.path("deny"), "/images/deny"),
                pins(section.path("pins")),
                section.path("require_digest").asBoolean(),
                scopes);
    }

    private List<ImagePattern> patterns(JsonNode list, String pointer) {
        var patterns = new ArrayList<ImagePattern>();
        for (int i = 0; i < list.size(); i++) {
            var parsed = ImagePattern.parse(list.get(i).textValue());
            if (parsed instanceof ImagePattern.Parsed.Valid valid) {
                patterns.add(valid.pattern());
            } else {
                problem(pointer + "/" + i, "not an image entry: " + ((ImagePattern.Parsed.Invalid) parsed).why());
            }
        }
        return patterns;
    }

    private List<Pin> pins(JsonNode section) {
        var pins = new ArrayList<Pin>();
        section.properties().forEach(entry -> {
            var parsed = ImageReference.parse(entry.getKey());
            var digests = texts(entry.getValue());
            if (parsed instanceof ImageReference.Parsed.Valid valid
                    && valid.image().digest().isEmpty()) {
                pins.add(new Pin(valid.image(), digests));
            } else {
                keyProblem(
                        "/images/pins/" + escaped(entry.getKey()),
                        "a pin is for an image name with a tag and no digest");
            }
        });
        return pins;
    }

    private Scope scope(JsonNode scope, String pointer) {
        var match = new HashMap<String, Glob>();
        scope.path("match").properties().forEach(entry -> {
            if (!Dimensions.isName(entry.getKey())) {
                keyProblem(pointer + "/match/" + escaped(entry.getKey()), "not a dimension");
            }
            match.put(entry.getKey(), new Glob(entry.getValue().textValue()));
        });
        return new Scope(match, patterns(scope.path("allow"), pointer + "/allow"));
    }

    private ContainerRules containers(JsonNode section) {
        var hostPaths = section.path("mounts").path("host_paths");
        for (int i = 0; i < hostPaths.size(); i++) {
            if (!isStraight(hostPaths.get(i).textValue())) {
                problem(
                        "/containers/mounts/host_paths/" + i,
                        "a path has no empty, . or .. segments and no / at its end");
            }
        }
        return new ContainerRules(
                texts(section.path("options")),
                texts(section.path("networks")),
                section.path("ports").path("min_host").asInt(FIRST_UNPRIVILEGED_PORT),
                texts(section.path("capabilities")),
                List.copyOf(texts(hostPaths)),
                globs(section.path("mounts").path("volumes")));
    }

    private static boolean isStraight(String path) {
        return path.equals("/")
                || Stream.of(path.substring(1).split("/", -1))
                        .noneMatch(step -> Set.of("", ".", "..").contains(step));
    }

    private static ModelRules models(JsonNode section) {
        var most = section.path("max_output_tokens");
        return new ModelRules(
                globs(section.path("allow")),
                globs(section.path("deny")),
                most.isIntegralNumber() ? OptionalLong.of(most.longValue()) : OptionalLong.empty());
    }

    private ToolRules tools(JsonNode section) {
        var described = new ArrayList<Adapters.Described>();
        section.path("adapters").properties().forEach(entry -> {
            var pointer = "/tools/adapters/" + escaped(entry.getKey());
            var as = entry.getValue().path("as").textValue();
            if (Adapters.isBuiltIn(entry.getKey())) {
                keyProblem(pointer, "this tool is built in");
            } else if (!Adapters.takesOneImage(as)) {
                problem(pointer + "/as", "no built-in tool that takes one image");
            } else {
                described.add(new Adapters.Described(
                        entry.getKey(), as, entry.getValue().path("image").textValue()));
            }
        });
        return new ToolRules(texts(section.path("allow")), Adapters.with(described));
    }

    private static BudgetDemands budgets(JsonNode section) {
        return new BudgetDemands(
                section.has("actions") ? texts(section.path("actions")) : BUDGETED_BY_DEFAULT,
                section.path("require_hold").asBoolean());
    }

    private static Set<Section> shadow(JsonNode list) {
        var named = texts(list);
        return Stream.of(Section.values())
                .filter(section -> named.contains(section.code()))
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static List<Glob> globs(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).map(Glob::new).toList();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private void problem(String pointer, String message) {
        problems.add(document.problem(pointer, message));
    }

    private void keyProblem(String pointer, String message) {
        problems.add(document.keyProblem(pointer, message));
    }
}
