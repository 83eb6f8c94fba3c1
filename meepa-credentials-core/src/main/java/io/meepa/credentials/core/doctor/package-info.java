/** The doctor: finds what is wrong or about to go wrong, without changing anything. */
@NullMarked
package io.meepa.credentials.core.doctor;

import org.jspecify.annotations.NullMarked;
