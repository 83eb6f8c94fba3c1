/** Inboxes at Acme: a provider. */
package org.example.acme;
