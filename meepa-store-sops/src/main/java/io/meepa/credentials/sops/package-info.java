/** SOPS files with age recipients, and the file store over them. */
@NullMarked
package io.meepa.credentials.sops;

import org.jspecify.annotations.NullMarked;
