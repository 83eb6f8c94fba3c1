/** The engine of Meepa Credentials. */
@NullMarked
package io.meepa.credentials.core;

import org.jspecify.annotations.NullMarked;
