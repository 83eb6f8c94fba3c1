package io.meepa.credentials.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What a store is handed when it is opened.
 *
 * @param settings its section of the configuration
 * @param home the folder that documents live under; need not exist yet
 * @param clock tells the time
 * @param sleeper waits, between tries for a lock for instance
 * @param notices hears what an operator should know
 */
public record StoreContext(Settings settings, Path home, Clock clock, Sleeper sleeper, Consumer<StoreNotice> notices) {}
