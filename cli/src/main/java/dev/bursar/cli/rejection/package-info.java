/** {@code bursar rejections}: what was set aside. */
package dev.bursar.cli.rejection;
