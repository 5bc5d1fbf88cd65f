/** Rate cards, and the one function that turns usage into exact cost. */
package dev.bursar.contract.pricing;
