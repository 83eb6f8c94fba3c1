/** Answers on their way back to the caller of an agent's HTTP client: decoded and masked, and of the request that he made. */
@NullMarked
package io.meepa.credentials.core.http.answer;

import org.jspecify.annotations.NullMarked;
