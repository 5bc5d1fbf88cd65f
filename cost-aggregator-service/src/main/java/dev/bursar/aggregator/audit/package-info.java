/** The auditor: adds the ledger up a second way, all the time, and says where the counters of budgets differ from it. */
package dev.bursar.aggregator.audit;
