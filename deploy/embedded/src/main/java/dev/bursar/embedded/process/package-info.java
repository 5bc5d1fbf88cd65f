/** Child processes that never outlive the JVM that started them, and the ports they listen on. */
package dev.bursar.embedded.process;
