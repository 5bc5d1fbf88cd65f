/** Container images: their reference grammar, and the allowlist that is written in it. */
package dev.bursar.gate.image;
