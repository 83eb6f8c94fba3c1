/** Mailboxes of a self-hosted mail server: a provider. */
package org.example.postbox;
