@NullMarked
package io.meepa.credentials.core.http;

import org.jspecify.annotations.NullMarked;
