/** Who is calling: bearer JWTs of trusted issuers, verified the same way for HTTP requests and Kafka records. */
package dev.bursar.kit.security;
