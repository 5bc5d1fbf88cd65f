/** Budgets, their windows and accounts, and the states that the gates read. */
package dev.bursar.contract.budget;
