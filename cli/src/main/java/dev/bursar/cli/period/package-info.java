/** {@code bursar periods}: the months of the books. */
package dev.bursar.cli.period;
