/** Decides what agents ask before they call a model or start a container, and answers over AuthZEN. */
package dev.bursar.gate.decision;
