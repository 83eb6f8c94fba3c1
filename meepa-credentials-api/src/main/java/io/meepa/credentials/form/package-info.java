/**
 * Forms that a host renders and a person fills in: one for each category, or a host's own. Plain values, no JSON: a page
 * and a terminal share them, and the one reading of what was filled in.
 */
@NullMarked
package io.meepa.credentials.form;

import org.jspecify.annotations.NullMarked;
