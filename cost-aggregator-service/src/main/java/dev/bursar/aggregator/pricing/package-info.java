/** Rate cards as the books keep them: versions that are added and never edited. */
package dev.bursar.aggregator.pricing;
