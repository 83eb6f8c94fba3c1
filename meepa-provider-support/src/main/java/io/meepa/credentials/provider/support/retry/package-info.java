/** When a call may go, and when it may go again. Not exported. */
@NullMarked
package io.meepa.credentials.provider.support.retry;

import org.jspecify.annotations.NullMarked;
