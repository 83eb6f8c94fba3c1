/** What the routes answer, without HTTP. */
@NullMarked
package io.meepa.examples.gateway.view;

import org.jspecify.annotations.NullMarked;
