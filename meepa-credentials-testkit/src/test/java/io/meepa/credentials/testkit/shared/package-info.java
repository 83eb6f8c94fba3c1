@NullMarked
package io.meepa.credentials.testkit.shared;

import org.jspecify.annotations.NullMarked;
