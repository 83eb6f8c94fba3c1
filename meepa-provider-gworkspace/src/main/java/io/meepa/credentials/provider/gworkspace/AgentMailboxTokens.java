package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.gworkspace.identity.GoogleIdentity;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.spi.provider.ProviderContext;

/**
 * Gives short-lived tokens for agents' mailboxes: for one Gmail scope, good for at most an hour, each acting as one agent's
 * user and nobody else. This is all that an agent gets to its mail; the service account's key stays here.
 *
 * <p>Needs domain-wide delegation of that scope ({@code agent_scope}) to the service account. Before a token is asked for,
 * the directory must show the user as ours, in use, and still at its address: an address may be another person's by now.
 *
 * <p><b>Threads.</b> Thread-safe. Tokens are kept until five minutes before they expire, and callers that want the same one
 * at once share one request.
 */
public interface AgentMailboxTokens extends AutoCloseable {

    /**
     * Opens a source of tokens on the settings of the {@code google_workspace} provider. Makes no network call.
     *
     * @param context the provider's settings, clock, sleeper and randomness
     * @return the source
     * @throws io.meepa.credentials.error.ConfigurationException if a setting is missing or wrong
     */
    static AgentMailboxTokens open(ProviderContext context) {
        WorkspaceSettings settings = WorkspaceSettings.read(context.settings());
        return new DelegatedMailboxTokens(settings, context, GoogleIdentity.read(context, settings.calls()));
    }

    /**
     * Opens a source of tokens that the host signs. Makes no network call.
     *
     * @param context the provider's settings, clock, sleeper and randomness
     * @param tokens gives access tokens, for the administrator and for agents
     * @return the source
     * @throws io.meepa.credentials.error.ConfigurationException if a setting is missing or wrong
     */
    static AgentMailboxTokens open(ProviderContext context, AccessTokenSupplier tokens) {
        return new DelegatedMailboxTokens(
                WorkspaceSettings.read(context.settings()), context, GoogleIdentity.of(tokens));
    }

    /**
     * Gives a token for an agent's mailbox.
     *
     * @param credential the agent's managed mail credential of this provider
     * @return the token and when it expires; the caller's to close
     * @throws IllegalArgumentException if it is no managed credential of this provider
     * @throws io.meepa.credentials.error.ProviderException if there is none to be had: the user is gone, suspended or not ours, or
     *     delegation is missing
     */
    AccessToken token(AgentCredential credential);

    /** Wipes the tokens that are kept. */
    @Override
    void close();
}
