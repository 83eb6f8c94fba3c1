/** What the contract tests share; not exported. */
@NullMarked
package io.meepa.credentials.testkit.check;

import org.jspecify.annotations.NullMarked;
