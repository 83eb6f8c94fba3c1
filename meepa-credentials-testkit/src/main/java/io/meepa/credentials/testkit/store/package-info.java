/** Contract tests for stores. */
@NullMarked
package io.meepa.credentials.testkit.store;

import org.jspecify.annotations.NullMarked;
