/** {@code bursar reprice} and {@code bursar reattribute}: what is in the books, put right. */
package dev.bursar.cli.correction;
