/**
 * What carries credentials from the host to a tool: short-lived files, masked output, a supervised child process and
 * references that stand for a value until the last moment.
 */
@NullMarked
package io.meepa.credentials.tool;

import org.jspecify.annotations.NullMarked;
