/** What the gateway's configuration asks for, checked before anything is opened. */
@NullMarked
package io.meepa.credentials.core.config;

import org.jspecify.annotations.NullMarked;
