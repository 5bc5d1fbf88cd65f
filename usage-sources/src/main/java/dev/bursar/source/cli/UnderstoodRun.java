package dev.bursar.source.cli;

import dev.bursar.contract.usage.Series;
import dev.bursar.source.provider.UnderstoodCall;
import java.util.Optional;

/**
 * What one model did in one run of a tool.
 *
 * @param call what was used; its part is the model where the run had several
 * @param series present where the counts are running totals of a thread or session that other runs continue
 * @param session the tool's own id of the thread or session
 * @param id tells this run from every other, the same each time the output is read; absent where the output has no session
 * @param failed whether the tool says that the run ended with an error
 */
public record UnderstoodRun(
        UnderstoodCall call, Optional<Series> series, Optional<String> session, Optional<String> id, boolean failed) {}
