/** Meepa Credentials in a Spring Boot application: auto-configured, with its settings, its health and its events. */
@NullMarked
package io.meepa.credentials.spring;

import org.jspecify.annotations.NullMarked;
