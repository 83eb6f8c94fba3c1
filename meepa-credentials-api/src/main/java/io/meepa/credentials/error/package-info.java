/**
 * The errors: unchecked, all below {@link io.meepa.credentials.error.CredentialException}, one type for each thing that a
 * caller does differently about. Their messages name who, where and the remedy, never a value.
 */
@NullMarked
package io.meepa.credentials.error;

import org.jspecify.annotations.NullMarked;
