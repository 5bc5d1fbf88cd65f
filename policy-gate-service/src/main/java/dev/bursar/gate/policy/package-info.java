/** The policy: its file, read strictly and watched, and the sections that rules are made of. */
package dev.bursar.gate.policy;
