/** What people and programs read: neutralised text, tables, JSON. */
@NullMarked
package io.meepa.examples.terminal.output;

import org.jspecify.annotations.NullMarked;
