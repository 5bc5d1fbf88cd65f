package dev.bursar.contract.usage;

/**
 * Marks counts as running totals of a thread or session: the books take this event's share of them.
 *
 * @param id scoped by principal and tool
 * @param start whether totals begin anew with this event: nothing before it is part of them
 */
public record Series(String id, boolean start) {

    /** What tells this series apart from those of other principals and tools: 64 hex digits. */
    public String scopedBy(Dimensions dimensions) {
        var tool = dimensions.get("tool").orElse("");
        return EventIdentity.hash("series", dimensions.principal(), tool, id).sha256();
    }
}
