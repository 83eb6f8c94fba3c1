/** Plan, open operation, call, record: the engine behind the manager. */
@NullMarked
package io.meepa.credentials.core.engine;

import org.jspecify.annotations.NullMarked;
