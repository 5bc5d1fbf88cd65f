package dev.bursar.aggregator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** The settings of the books. */
@ConfigMapping(prefix = "bursar")
public interface BooksConfig {

    /** Time zone of the billing periods. */
    @WithDefault("UTC")
    ZoneId booksZone();
}
