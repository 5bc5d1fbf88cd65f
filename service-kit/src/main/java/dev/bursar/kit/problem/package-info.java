/** How a request fails: RFC 9457 problems from one list of types, with the trace id of the request. */
package dev.bursar.kit.problem;
