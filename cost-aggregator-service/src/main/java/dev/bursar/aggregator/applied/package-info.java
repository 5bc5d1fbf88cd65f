/** Remembers which definitions come from a folder of files that somebody applies, and may be pruned with it. */
package dev.bursar.aggregator.applied;
