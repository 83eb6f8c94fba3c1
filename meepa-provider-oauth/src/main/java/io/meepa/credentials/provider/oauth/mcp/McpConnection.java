package io.meepa.credentials.provider.oauth.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an agent has of one server: looked up at each use. */
final class McpConnection {

    private final AgentCredentials agent;
    private final CredentialKey key;
    private final Clock clock;
    private volatile @Nullable String nonce;

    McpConnection(AgentCredentials agent, ConnectRequest base, Clock clock) {
        this.agent = agent;
        this.key = CredentialKey.of(Category.TOKEN, base.service()).named(base.name());
        this.clock = clock;
    }

    CredentialKey key() {
        return key;
    }

    void remember(String newNonce) {
        nonce = newNonce;
    }

    McpAccess.Authorized authorized() {
        return new McpAccess.Authorized(headers());
    }

    /** Returns access with another token than one that was refused, if there is another by now. */
    Optional<McpAccess.Authorized> other(String refused) {
        try {
            McpHeaders now = headers();
            return now.carries(refused) ? Optional.empty() : Optional.of(new McpAccess.Authorized(now));
        } catch (CredentialException e) {
            return Optional.empty();
        }
    }

    void reject(String authorization) {
        try (Secret token = Secret.of(authorization.substring(authorization.indexOf(' ') + 1))) {
            agent.tokens().reportRejected(key, token);
        } catch (CredentialNotFoundException e) {
            return; // It is gone by now, which is as good.
        }
    }

    /** Returns what was asked for, granted or not. */
    Set<String> asked() {
        CredentialSummary stored = summary();
        Set<String> all = new LinkedHashSet<>();
        for (String name : List.of(MetadataKeys.SCOPE_GRANTED, MetadataKeys.SCOPE_MISSING)) {
            all.addAll(List.of(stored.metadata().text(name).orElse("").split(" ")));
        }
        all.remove("");
        return all;
    }

    /** Returns a sign-in that waits for its person. */
    Waiting waiting(Consent consent, Set<String> scopes) {
        return new Waiting(consent, scopes, renewedAt());
    }

    /** Returns whether a sign-in still waits: it is not over, and no token came since. */
    boolean waitsFor(Waiting waiting, Set<String> scopes) {
        return waiting.scopes().equals(scopes)
                && clock.instant().isBefore(waiting.consent().until())
                && waiting.renewedAt().equals(renewedAt())
                && agent.connections().list().stream()
                        .filter(known -> known.key().equals(key))
                        .anyMatch(McpConnection::waits);
    }

    private static boolean waits(Connection known) {
        return known.state() == Connection.State.PENDING
                ? known.reason().isEmpty()
                : known.state() != Connection.State.DISCONNECTED;
    }

    private String renewedAt() {
        return agent.list(Category.TOKEN).stream()
                .filter(credential -> credential.key().equals(key))
                .findFirst()
                .flatMap(credential -> credential.metadata().text(MetadataKeys.REFRESHED_AT))
                .orElse("");
    }

    private McpHeaders headers() {
        Secret token = agent.tokens().get(key).value();
        CredentialSummary stored = summary();
        boolean bound = stored.items().stream().anyMatch(item -> item.key().equals(ItemKeys.BOUND_KEY));
        return new McpHeaders(
                stored.metadata().text(MetadataKeys.RESOURCE).orElse(""),
                token,
                bound ? Optional.of(DpopKey.of(agent.get(key).secret(ItemKeys.BOUND_KEY))) : Optional.empty(),
                () -> Optional.ofNullable(nonce),
                clock);
    }

    private CredentialSummary summary() {
        return agent.list(Category.TOKEN).stream()
                .filter(credential -> credential.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new CredentialNotFoundException("agent " + agent.id() + " has no " + key));
    }

    /**
     * A sign-in that was begun.
     *
     * @param consent its address
     * @param scopes what it asks for
     * @param renewedAt when the last token came before it
     */
    record Waiting(Consent consent, Set<String> scopes, String renewedAt) {}
}
