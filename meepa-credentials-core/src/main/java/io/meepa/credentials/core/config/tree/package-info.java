/** The configuration as a tree: YAML and keys set in code, with the place of each value. */
@NullMarked
package io.meepa.credentials.core.config.tree;

import org.jspecify.annotations.NullMarked;
