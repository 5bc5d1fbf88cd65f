package dev.bursar.kit.security;

import dev.bursar.contract.Glob;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is calling, as a verified token says.
 *
 * @param principal whom the token is for
 * @param teams the teams it may name; absent: any
 * @param projects the projects it may name; absent: any
 * @param roles of {@link Roles}; all of them for an admin
 * @param actFor globs of the other principals it may report and ask for
 * @param tokenId by which the token can be revoked
 */
public record Caller(
        String principal,
        Optional<Set<String>> teams,
        Optional<Set<String>> projects,
        Set<String> roles,
        Set<String> actFor,
        Optional<String> tokenId)
        implements Principal {

    public Caller {
        teams = teams.map(Set::copyOf);
        projects = projects.map(Set::copyOf);
        roles = Roles.granted(roles);
        actFor = Set.copyOf(actFor);
    }

    /** The caller of a request: {@code Caller.of(securityContext.getUserPrincipal())}. */
    public static Caller of(Principal principal) {
        if (principal instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("a request without a verified caller reached a resource");
    }

    @Override
    public String getName() {
        return principal;
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean isAdmin() {
        return roles.contains(Roles.ADMIN);
    }

    /** Whether it may report and ask for a principal: itself, those of {@code act_for}, or anyone for an admin. */
    public boolean mayActFor(String other) {
        return isAdmin() || principal.equals(other) || actFor.stream().anyMatch(glob -> new Glob(glob).matches(other));
    }

    public boolean mayNameTeam(String team) {
        return isAdmin() || teams.map(named -> named.contains(team)).orElse(true);
    }

    public boolean mayNameProject(String project) {
        return isAdmin() || projects.map(named -> named.contains(project)).orElse(true);
    }

    /** The one team of the token: the team of whatever it reports without saying so. */
    public Optional<String> team() {
        return teams.filter(named -> named.size() == 1)
                .map(named -> named.iterator().next());
    }

    /** The one project of the token: the project of whatever it reports without saying so. */
    public Optional<String> project() {
        return projects.filter(named -> named.size() == 1)
                .map(named -> named.iterator().next());
    }

    @Override
    public String toString() {
        return "Caller[" + principal + " " + new TreeSet<>(roles) + "]";
    }
}
