/** {@code bursar estimate}: what a call will cost. */
package dev.bursar.cli.estimate;
