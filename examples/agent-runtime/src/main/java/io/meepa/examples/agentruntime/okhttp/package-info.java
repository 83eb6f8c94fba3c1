/** OkHttp: requests through the agent's own HTTP client. */
@NullMarked
package io.meepa.examples.agentruntime.okhttp;

import org.jspecify.annotations.NullMarked;
