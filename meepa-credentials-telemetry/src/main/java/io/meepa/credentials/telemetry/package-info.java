/** What happens to credentials as OpenTelemetry spans and Micrometer meters: names, never values. */
@NullMarked
package io.meepa.credentials.telemetry;

import org.jspecify.annotations.NullMarked;
