/** Strict JSON in, JSON as Go writes it out. */
@NullMarked
package io.meepa.credentials.sops.json;

import org.jspecify.annotations.NullMarked;
