/** What tools get: environments, references, files and supervised processes. */
@NullMarked
package io.meepa.credentials.core.tool;

import org.jspecify.annotations.NullMarked;
