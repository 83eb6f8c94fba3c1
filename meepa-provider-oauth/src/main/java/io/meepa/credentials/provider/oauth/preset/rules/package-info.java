/** What a preset can say, one record per topic. Immutable. */
@NullMarked
package io.meepa.credentials.provider.oauth.preset.rules;

import org.jspecify.annotations.NullMarked;
