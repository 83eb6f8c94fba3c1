/** Creating credentials: the plan, the policy of a creation, and provisioning on first use. */
@NullMarked
package io.meepa.credentials.core.provision;

import org.jspecify.annotations.NullMarked;
