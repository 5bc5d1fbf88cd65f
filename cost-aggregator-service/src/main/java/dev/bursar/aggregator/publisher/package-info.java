/** Tells the gates, and whoever else listens, how budgets, accounts, rate cards and tokens stand. */
package dev.bursar.aggregator.publisher;
