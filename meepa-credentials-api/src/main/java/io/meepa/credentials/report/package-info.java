/** What a run did or would do. Partial success is a report, not an exception. */
@NullMarked
package io.meepa.credentials.report;

import org.jspecify.annotations.NullMarked;
