package dev.bursar.kit.security;

/**
 * Where an issuer puts what Bursar needs to know of a token. Dots lead into objects: {@code realm_access.roles}.
 */
public record ClaimNames(String team, String projects, String roles) {

    /** The names in tokens of Bursar's own. */
    public static final ClaimNames DEFAULT = new ClaimNames("team", "projects", "roles");
}
