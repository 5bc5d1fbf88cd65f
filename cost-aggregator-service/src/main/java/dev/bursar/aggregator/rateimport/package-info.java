/** Takes rate cards over from the price data of other projects: shows the difference first, and can be undone. */
package dev.bursar.aggregator.rateimport;
