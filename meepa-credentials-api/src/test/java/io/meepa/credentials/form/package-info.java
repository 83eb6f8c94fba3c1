/** Tests of forms. */
@NullMarked
package io.meepa.credentials.form;

import org.jspecify.annotations.NullMarked;
