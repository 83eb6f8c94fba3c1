/**
 * Stateful stand-ins of the paid services, over real HTTP on the loopback interface, with faults on demand.
 *
 * <p>Their rules were written from public descriptions of the services, collected in the project's provider API notes; a
 * rule that is not obvious names the section it follows. No vendor's code or text is in them.
 */
@NullMarked
package io.meepa.credentials.standin;

import org.jspecify.annotations.NullMarked;
