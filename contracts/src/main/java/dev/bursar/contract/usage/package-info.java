/** The usage event: what was consumed, by whom, and what makes it one event however often it arrives. */
package dev.bursar.contract.usage;
