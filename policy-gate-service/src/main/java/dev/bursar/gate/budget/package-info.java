/** Judges what a caller is about to do by the budgets and rates that the gate holds in memory. */
package dev.bursar.gate.budget;
