/** What providers that speak HTTP share. */
@NullMarked
package io.meepa.credentials.provider.support;

import org.jspecify.annotations.NullMarked;
