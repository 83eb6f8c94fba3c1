/**
 * The kernel: operations on record, their journal, the recorded call and its policy, the registry of providers, the
 * vault of an agent, and events. It knows no use case.
 */
@NullMarked
package io.meepa.credentials.core.operation;

import org.jspecify.annotations.NullMarked;
