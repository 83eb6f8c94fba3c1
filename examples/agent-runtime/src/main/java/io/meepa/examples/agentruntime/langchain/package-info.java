/** LangChain4j: references in tool arguments, credentials in headers. */
@NullMarked
package io.meepa.examples.agentruntime.langchain;

import org.jspecify.annotations.NullMarked;
