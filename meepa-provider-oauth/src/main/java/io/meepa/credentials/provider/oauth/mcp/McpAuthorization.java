package io.meepa.credentials.provider.oauth.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.provider.oauth.protocol.resource.Challenge;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One agent's access to one MCP server, for whatever sends its requests. Every outcome is a value: where a person has to sign
 * in, it holds the address, and nothing is thrown out of a tool call. Thread-safe; keeps no token.
 *
 * <p>The server is one of {@code credentials.connections.oauth.mcp_servers}; tokens and the app's registration stand in the
 * agent's document, encrypted.
 */
public final class McpAuthorization {

    /** How often a server may ask for further scopes within a period. */
    private static final int MOST_STEPS = 3;

    private static final Duration STEPS = Duration.ofHours(1);

    /** A new token that is refused so soon is not worth another one. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final AgentCredentials agent;
    private final ConnectRequest base;
    private final Optional<SessionBinding> person;
    private final Clock clock;
    private final McpConnection connection;

    private int steps;
    private Instant stepped = Instant.EPOCH;
    private Instant renewed = Instant.EPOCH;
    private McpConnection.@Nullable Waiting open;

    private McpAuthorization(
            AgentCredentials agent, ConnectRequest base, Optional<SessionBinding> person, Clock clock) {
        this.agent = agent;
        this.base = base;
        this.person = person;
        this.clock = clock;
        this.connection = new McpConnection(agent, base, clock);
    }

    /**
     * Creates the access of an agent.
     *
     * @param agent the agent
     * @param service the server's name in the configuration
     * @return the access
     */
    public static McpAuthorization of(AgentCredentials agent, String service) {
        return new McpAuthorization(agent, ConnectRequest.to(service), Optional.empty(), Clock.systemUTC());
    }

    /**
     * Returns a copy for a person who is there: a sign-in is begun when one is needed, and its address is part of the outcome.
     * Without a person the outcome says what to begin it with.
     *
     * @param session the person's session at the host
     * @return the copy
     */
    public McpAuthorization forPerson(SessionBinding session) {
        return new McpAuthorization(agent, base, Optional.of(session), clock);
    }

    /**
     * Returns a copy that names where the browser comes back. Needed where several addresses are configured.
     *
     * @param callback one of the configured addresses
     * @return the copy
     */
    public McpAuthorization redirectingTo(URI callback) {
        return new McpAuthorization(agent, base.redirectingTo(callback), person, clock);
    }

    /**
     * Returns the address of the connection.
     *
     * @return the key, for tokens and connections of the agent
     */
    public CredentialKey key() {
        return connection.key();
    }

    /**
     * Returns the access that is there, with a token that was renewed if that was due. Begins nothing: for requests that find
     * out by themselves whether the server wants a token.
     *
     * @return the access, or empty if there is none now
     */
    public Optional<McpAccess.Authorized> current() {
        try {
            return Optional.of(connection.authorized());
        } catch (CredentialException e) {
            return Optional.empty(); // The server says what it wants, and that is answered.
        }
    }

    /**
     * Returns access, for clients that show no challenge. What the server wants it is asked here.
     *
     * @return access, or what is in its way
     */
    public McpAccess require() {
        return granted("", Set.of());
    }

    /**
     * Answers a refusal: renews the token, or asks for the scopes that are wanted beside those that are there.
     *
     * @param challenge the refusal
     * @return access to send the request again with, or what is in its way
     */
    public McpAccess challenged(McpChallenge challenge) {
        challenge.nonce().ifPresent(connection::remember);
        Challenge wanted = Challenge.read(challenge.wwwAuthenticate());
        if (challenge.status() == 401) {
            return unauthorized(challenge, wanted);
        }
        if (challenge.status() != 403 || !wanted.error().equals("insufficient_scope")) {
            return new McpAccess.Refused(base.service() + " refuses the request (" + challenge.status() + ")", false);
        }
        return another(challenge).<McpAccess>map(access -> access).orElseGet(() -> stepUp(challenge, wanted.scopes()));
    }

    @Override
    public String toString() {
        return "McpAuthorization[" + agent.id() + ", " + base.service() + "]";
    }

    private McpAccess unauthorized(McpChallenge challenge, Challenge wanted) {
        Optional<String> sent = challenge.authorization();
        if (sent.isEmpty()) {
            return granted(challenge.wwwAuthenticate(), Set.of());
        }
        if (wanted.error().equals("use_dpop_nonce") && challenge.nonce().isPresent()) {
            return granted(challenge.wwwAuthenticate(), Set.of());
        }
        Optional<McpAccess.Authorized> other = another(challenge);
        if (other.isPresent()) {
            return other.get();
        }
        if (!renewable()) {
            return consent(challenge.wwwAuthenticate(), Set.of());
        }
        connection.reject(sent.get());
        return granted(challenge.wwwAuthenticate(), Set.of());
    }

    /** A token that is another than the refused one: a sign-in or a renewal came between. */
    private Optional<McpAccess.Authorized> another(McpChallenge challenge) {
        Optional<String> sent = challenge.authorization();
        return sent.isEmpty() ? Optional.empty() : connection.other(sent.get());
    }

    /** Further scopes are asked for a few times, and only those that nobody was asked for before. */
    private McpAccess stepUp(McpChallenge challenge, Set<String> wanted) {
        Set<String> known = connection.asked();
        if (wanted.isEmpty() || known.containsAll(wanted)) {
            return new McpAccess.Refused(
                    base.service() + " wants scopes that were asked for already: " + String.join(" ", wanted), false);
        }
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(wanted);
        Optional<Consent> waiting = waiting(all);
        if (waiting.isPresent()) {
            return new McpAccess.ConsentNeeded(base.asking(all).answering(challenge.wwwAuthenticate()), waiting);
        }
        if (!mayStep()) {
            return new McpAccess.Refused(base.service() + " asks for further scopes again and again", false);
        }
        return consent(challenge.wwwAuthenticate(), all);
    }

    private McpAccess granted(String challenge, Set<String> scopes) {
        try {
            return connection.authorized();
        } catch (CredentialNotFoundException | CredentialExpiredException e) {
            return consent(challenge, scopes);
        } catch (ProviderRejectedException e) {
            return e.definitive() ? consent(challenge, scopes) : refused(e, true);
        } catch (CredentialException e) {
            return refused(e, true);
        }
    }

    /** The app's own access first: where the server gives it, no person is asked. */
    private McpAccess consent(String challenge, Set<String> scopes) {
        ConnectRequest request = base.asking(scopes).answering(challenge);
        try {
            agent.connections().connect(request);
            return connection.authorized();
        } catch (ProviderUnsupportedException e) {
            return begun(request);
        } catch (ConfigurationException | ProviderRejectedException e) {
            return refused(e, false);
        } catch (CredentialException e) {
            return refused(e, true);
        }
    }

    private McpAccess begun(ConnectRequest request) {
        if (person.isEmpty()) {
            return new McpAccess.ConsentNeeded(request, Optional.empty());
        }
        try {
            return new McpAccess.ConsentNeeded(request, Optional.of(opened(request, person.get())));
        } catch (ConfigurationException | ProviderRejectedException | ProviderUnsupportedException e) {
            return refused(e, false);
        } catch (CredentialException e) {
            return refused(e, true);
        }
    }

    /** One sign-in for all calls that wait for it: beginning another would end the one that the person has open. */
    private synchronized Consent opened(ConnectRequest request, SessionBinding session) {
        Optional<Consent> waiting = waiting(request.scopes());
        if (waiting.isPresent()) {
            return waiting.get();
        }
        Consent consent = agent.connections().begin(request, session);
        open = connection.waiting(consent, request.scopes());
        return consent;
    }

    /** Returns the sign-in for these scopes that a person has open. */
    private synchronized Optional<Consent> waiting(Set<String> scopes) {
        return Optional.ofNullable(open)
                .filter(waiting -> connection.waitsFor(waiting, scopes))
                .map(McpConnection.Waiting::consent);
    }

    /** What is refused does not count: the time since the last step continues. */
    private synchronized boolean mayStep() {
        Instant now = clock.instant();
        int before = now.minus(STEPS).isAfter(stepped) ? 0 : steps;
        if (before >= MOST_STEPS) {
            return false;
        }
        steps = before + 1;
        stepped = now;
        return true;
    }

    private synchronized boolean renewable() {
        Instant now = clock.instant();
        boolean first = now.minus(FRESH).isAfter(renewed);
        renewed = now;
        return first;
    }

    private static McpAccess refused(CredentialException e, boolean passing) {
        return new McpAccess.Refused(String.valueOf(e.getMessage()), passing);
    }
}
