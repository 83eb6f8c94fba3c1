/** What the providers send, against descriptions of the services that nobody here wrote. */
@NullMarked
package io.meepa.verification.contract;

import org.jspecify.annotations.NullMarked;
