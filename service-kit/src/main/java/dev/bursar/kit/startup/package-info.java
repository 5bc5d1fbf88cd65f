/** How a service starts: every setting it knows, what each turns into, and what stops the start. */
package dev.bursar.kit.startup;
