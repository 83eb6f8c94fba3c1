/** What happened to credentials, reported to listeners without a single value. */
@NullMarked
package io.meepa.credentials.event;

import org.jspecify.annotations.NullMarked;
