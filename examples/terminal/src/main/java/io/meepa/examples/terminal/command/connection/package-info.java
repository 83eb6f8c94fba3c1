/** Commands about connections: a person signs in, and the agent is connected. */
@NullMarked
package io.meepa.examples.terminal.command.connection;

import org.jspecify.annotations.NullMarked;
