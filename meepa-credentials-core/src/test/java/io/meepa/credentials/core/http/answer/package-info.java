@NullMarked
package io.meepa.credentials.core.http.answer;

import org.jspecify.annotations.NullMarked;
