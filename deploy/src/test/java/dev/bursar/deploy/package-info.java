/** Holds the deployment settings true: compose file, images, alert rules, dashboard. */
package dev.bursar.deploy;
