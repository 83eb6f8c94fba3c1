/** Mail users of a Google Workspace domain. */
@NullMarked
package io.meepa.credentials.provider.gworkspace;

import org.jspecify.annotations.NullMarked;
