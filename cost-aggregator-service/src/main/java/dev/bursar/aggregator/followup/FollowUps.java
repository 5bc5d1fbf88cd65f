package dev.bursar.aggregator.followup;

import dev.bursar.aggregator.ledger.LedgerEntry;
import java.util.List;

/**
 * What followed from some postings.
 *
 * @param postings their ids
 */
record FollowUps(List<Long> postings, List<LedgerEntry> entries, List<Rejection> rejections) {}
