/**
 * Services at which people sign in, as their answers were recorded: each insists on what the service insists on, and renews,
 * repeats, refuses and takes back as the service does. What is recorded of a service is one file of data.
 */
@NullMarked
package io.meepa.credentials.standin.oauth;

import org.jspecify.annotations.NullMarked;
