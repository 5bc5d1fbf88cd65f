package dev.bursar.contract.usage;

import java.util.Optional;

/**
 * Marks counts as running totals of a thread or session: the books take this event's share of them.
 *
 * @param id scoped by principal and tool
 * @param start where the caller says that totals start anew
 */
public record Series(String id, Optional<String> start) {}
