/** What engine and provider exchange while a person signs in at a service. */
@NullMarked
package io.meepa.credentials.spi.consent;

import org.jspecify.annotations.NullMarked;
