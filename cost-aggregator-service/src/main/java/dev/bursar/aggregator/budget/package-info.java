/** Budgets: what postings move in their accounts and windows, and what the gates are told of them. */
package dev.bursar.aggregator.budget;
