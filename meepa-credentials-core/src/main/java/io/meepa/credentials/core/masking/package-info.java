/** Finds known secrets in output, in every usual spelling, and puts a mark in their place. */
@NullMarked
package io.meepa.credentials.core.masking;

import org.jspecify.annotations.NullMarked;
