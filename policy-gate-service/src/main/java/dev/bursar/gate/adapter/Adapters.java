package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools that are understood: the built-in ones, and those that a policy describes by one of them. */
public final class Adapters {

    private static final Set<ContainerOption> PULL_OPTIONS = EnumSet.of(
            ContainerOption.PLATFORM,
            ContainerOption.ALL_TAGS,
            ContainerOption.QUIET,
            ContainerOption.DISABLE_CONTENT_TRUST);
    private static final Set<ContainerOption> RUN_OPTIONS = EnumSet.complementOf(EnumSet.of(ContainerOption.ALL_TAGS));
    private static final Adapter RUN = new FlatAdapter(Launch.Act.RUN, RUN_OPTIONS, "");
    private static final Adapter CREATE = new FlatAdapter(Launch.Act.CREATE, RUN_OPTIONS, "");
    private static final Adapter PULL = new FlatAdapter(Launch.Act.PULL, PULL_OPTIONS, "");

    private static final Map<String, Adapter> BUILT_IN = builtIn();

    private final Map<String, Adapter> adapters;

    private Adapters(Map<String, Adapter> adapters) {
        this.adapters = Map.copyOf(adapters);
    }

    /**
     * A tool that works like a built-in one.
     *
     * @param as name of a built-in tool that takes one image
     * @param image JSON pointer of the image in its arguments
     */
    public record Described(String tool, String as, String image) {}

    /** The built-in tools and those described; a description may not take a built-in name. */
    public static Adapters with(List<Described> described) {
        var adapters = new HashMap<>(BUILT_IN);
        for (var tool : described) {
            if (!(BUILT_IN.get(tool.as()) instanceof FlatAdapter flat)) {
                throw new IllegalArgumentException(tool.as() + " takes no single image");
            }
            if (adapters.put(tool.tool(), new FlatAdapter(flat.act(), flat.options(), tool.image())) != null) {
                throw new IllegalArgumentException(tool.tool() + " is described already");
            }
        }
        return new Adapters(adapters);
    }

    /** Whether a tool can be what another one is described as. */
    public static boolean takesOneImage(String tool) {
        return BUILT_IN.get(tool) instanceof FlatAdapter;
    }

    public static boolean isBuiltIn(String tool) {
        return BUILT_IN.containsKey(tool);
    }

    /**
     * Reads a tool's arguments; empty for a tool that no adapter knows.
     *
     * @param named the image that the question itself names
     */
    public Optional<Reading> read(String tool, ObjectNode arguments, Optional<String> named) {
        return Optional.ofNullable(adapters.get(tool)).map(adapter -> adapter.read(arguments, named));
    }

    private static Map<String, Adapter> builtIn() {
        var adapters = new HashMap<String, Adapter>();
        for (var name : List.of("docker_run", "docker_container_run", "run_container", "container_run", "docker-run")) {
            adapters.put(name, RUN);
        }
        for (var name : List.of(
                "docker_container_create",
                "create_container",
                "create-container",
                "container_create",
                "docker_create")) {
            adapters.put(name, CREATE);
        }
        for (var name : List.of(
                "docker_pull",
                "pull_image",
                "image_pull",
                "docker_image_pull",
                "docker_pull_image",
                "pull-image",
                "docker-pull")) {
            adapters.put(name, PULL);
        }
        adapters.put("docker", new ArgvAdapter());
        for (var name : List.of("deploy-compose", "deploy_compose")) {
            adapters.put(name, new ComposeAdapter());
        }
        for (var what : List.of("build", "tag", "load", "import", "commit", "exec", "cp", "recreate")) {
            for (var name : otherNames(what)) {
                adapters.put(name, (arguments, named) -> new Reading.OtherUse(what));
            }
        }
        return Map.copyOf(adapters);
    }

    /** The names under which Docker's MCP servers offer what is no launch but could put an image or a process in place. */
    private static List<String> otherNames(String what) {
        return List.of(
                "docker_" + what,
                "docker-" + what,
                "docker_image_" + what,
                "docker_container_" + what,
                "image_" + what,
                "container_" + what,
                what + "_image",
                what + "-image",
                what + "_container",
                what + "-container");
    }
}
