/** Files and folders: the few operations the store needs, and durable replacement made of them. */
@NullMarked
package io.meepa.credentials.sops.disk;

import org.jspecify.annotations.NullMarked;
