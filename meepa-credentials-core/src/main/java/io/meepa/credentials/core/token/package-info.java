/** Tokens: the stored one while it is valid, else one refresh for all who ask. */
@NullMarked
package io.meepa.credentials.core.token;

import org.jspecify.annotations.NullMarked;
