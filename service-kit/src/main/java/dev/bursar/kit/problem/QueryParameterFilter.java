package dev.bursar.kit.problem;

import dev.bursar.contract.usage.Dimensions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the resource does not know: a misspelt filter must not widen an answer. */
@Singleton
class QueryParameterFilter {

    private static final Set<String> DIMENSIONS = Stream.concat(
                    Dimensions.NAMES.stream(), Stream.of("model_canonical", Dimensions.TAG_PREFIX + "*"))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void refuseUnknown(ContainerRequestContext request, ResourceInfo resource) {
        var given = request.getUriInfo().getQueryParameters();
        if (given.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        var names = known.computeIfAbsent(resource.getResourceMethod(), QueryParameterFilter::names);
        for (var name : given.keySet()) {
            if (names.stream().noneMatch(pattern -> matches(pattern, name))) {
                throw ProblemException.invalid(name, "unknown_parameter", "there is no query parameter " + name);
            }
        }
    }

    static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.length() >= pattern.length() && name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }

    static Set<String> names(Method method) {
        var names = new HashSet<String>();
        for (var parameter : method.getParameters()) {
            addName(names, parameter);
        }
        var more = method.getAnnotation(QueryParameters.class);
        if (more != null) {
            names.addAll(Arrays.asList(more.value()));
            if (more.dimensions()) {
                names.addAll(DIMENSIONS);
            }
        }
        return names;
    }

    private static void addName(Set<String> names, Parameter parameter) {
        var query = parameter.getAnnotation(QueryParam.class);
        if (query != null) {
            names.add(query.value());
        }
        var rest = parameter.getAnnotation(RestQuery.class);
        if (rest != null) {
            names.add(rest.value().isEmpty() ? parameter.getName() : rest.value());
        }
        if (parameter.isAnnotationPresent(BeanParam.class)) {
            for (var field : parameter.getType().getDeclaredFields()) {
                var name = field.getAnnotation(QueryParam.class);
                if (name != null) {
                    names.add(name.value());
                }
            }
        }
    }
}
