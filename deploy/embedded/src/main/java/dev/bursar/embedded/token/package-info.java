/** The embedded stack's own key pair, its published half, and the tokens signed with it. */
package dev.bursar.embedded.token;
