/**
 * The engine's own contract, between the manager's builder and {@code meepa-credentials-core}. Exported to that module
 * alone; neither hosts nor plug-ins use it.
 */
@NullMarked
package io.meepa.credentials.spi.engine;

import org.jspecify.annotations.NullMarked;
