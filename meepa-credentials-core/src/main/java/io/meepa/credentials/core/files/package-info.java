/** Files that belong to this user alone. */
@NullMarked
package io.meepa.credentials.core.files;

import org.jspecify.annotations.NullMarked;
