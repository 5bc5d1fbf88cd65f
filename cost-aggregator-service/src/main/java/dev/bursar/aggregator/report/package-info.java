/** Reports: what the ledger says, summed up and entry by entry, to those who may see it. */
package dev.bursar.aggregator.report;
