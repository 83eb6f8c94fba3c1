/** One HTTP exchange: shared clients, proxies, address rules, bounded bodies. Not exported. Knows no upstream and no retry. */
@NullMarked
package io.meepa.credentials.provider.support.transport;

import org.jspecify.annotations.NullMarked;
