/** Tells on topics what followed from postings: priced events and what was set aside. */
package dev.bursar.aggregator.followup;
