/** Tests of the migration. */
@NullMarked
package io.meepa.credentials.core.migration;

import org.jspecify.annotations.NullMarked;
