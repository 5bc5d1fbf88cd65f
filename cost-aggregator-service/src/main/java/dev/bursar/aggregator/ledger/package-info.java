/** The ledger: takes in usage events, decides what each of them changes, and posts entries that are never edited. */
package dev.bursar.aggregator.ledger;
