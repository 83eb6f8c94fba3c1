/** What people see: credentials, forms and what happened, without a secret. */
@NullMarked
package io.meepa.examples.gateway.view;

import org.jspecify.annotations.NullMarked;
