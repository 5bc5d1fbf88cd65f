/** The books: prices usage, appends to the ledger, keeps the budgets. */
package dev.bursar.aggregator;
