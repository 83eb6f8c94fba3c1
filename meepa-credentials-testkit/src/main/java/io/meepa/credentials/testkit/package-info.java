/** Contract tests for plug-ins and stand-ins for the paid services. */
@NullMarked
package io.meepa.credentials.testkit;

import org.jspecify.annotations.NullMarked;
