/** Billing periods: months that close, and never change afterwards. */
package dev.bursar.aggregator.period;
