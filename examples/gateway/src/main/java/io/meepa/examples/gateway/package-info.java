/** A gateway that offers its agents' credentials over HTTP and on a page. */
@NullMarked
package io.meepa.examples.gateway;

import org.jspecify.annotations.NullMarked;
