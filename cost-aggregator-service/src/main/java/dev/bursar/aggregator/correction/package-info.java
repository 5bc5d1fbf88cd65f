/** Corrections of what is in the books: events priced anew or attributed to somebody else, in the background. */
package dev.bursar.aggregator.correction;
