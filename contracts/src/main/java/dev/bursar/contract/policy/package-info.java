/** The words of a decision that services and callers share. */
package dev.bursar.contract.policy;
