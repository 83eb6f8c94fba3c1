/** The fakes keep the contracts, and each known bug that is put into one is rejected by a sentence that names it. */
@NullMarked
package io.meepa.credentials.testkit.fake;

import org.jspecify.annotations.NullMarked;
