/** Spring AI: a model's key that can be renewed while it is in use. */
@NullMarked
package io.meepa.examples.agentruntime.spring;

import org.jspecify.annotations.NullMarked;
