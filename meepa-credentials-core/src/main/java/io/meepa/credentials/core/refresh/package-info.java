/** When a token has to be renewed, and by whom: windows, and one flight for all who ask. Knows neither store nor provider. */
@NullMarked
package io.meepa.credentials.core.refresh;

import org.jspecify.annotations.NullMarked;
