package dev.bursar.kit.security;

import java.util.Set;

/** What a token may be for. */
public final class Roles {

    /** Reports usage. */
    public static final String EMITTER = "emitter";
    /** Asks the gate, places holds. */
    public static final String CALLER = "caller";
    /** Reads what is its own team's. */
    public static final String VIEWER = "viewer";
    /** Reads everything. */
    public static final String AUDITOR = "auditor";
    /** Has every role, and acts for everyone. */
    public static final String ADMIN = "admin";

    public static final Set<String> ALL = Set.of(EMITTER, CALLER, VIEWER, AUDITOR, ADMIN);

    private Roles() {}

    /** The known ones among the given; every one for an admin. */
    static Set<String> granted(Set<String> claimed) {
        if (claimed.contains(ADMIN)) {
            return ALL;
        }
        return claimed.stream().filter(ALL::contains).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
