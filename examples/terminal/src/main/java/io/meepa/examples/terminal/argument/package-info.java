/** What commands take: addresses, items, values and confirmations. */
@NullMarked
package io.meepa.examples.terminal.argument;

import org.jspecify.annotations.NullMarked;
