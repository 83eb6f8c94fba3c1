/** Contract tests for providers and for renewing tokens. */
@NullMarked
package io.meepa.credentials.testkit.provider;

import org.jspecify.annotations.NullMarked;
