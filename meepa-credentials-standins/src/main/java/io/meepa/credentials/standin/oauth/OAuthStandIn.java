package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Query;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandIn;
import io.meepa.credentials.standin.StandInOptions;
import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service at which people sign in: browser and device flow, renewal, revocation, and whose a token is. Its addresses are
 * those of the real service, below the stand-in's own: {@code https://github.com/login/oauth/access_token} stands at
 * {@code /github.com/login/oauth/access_token}. One app is registered, with a secret that has to be encoded to be sent right.
 */
public final class OAuthStandIn extends StandIn {

    /** The app's id. */
    public static final String CLIENT_ID = "app-1";

    /** The app's secret. */
    public static final String CLIENT_SECRET = "canary+app secret";

    private final RecordedService recorded;
    private final ServiceState state;

    private OAuthStandIn(RecordedService recorded, ServiceState state, StandInOptions options) {
        super(new ServiceRules(recorded, state), options);
        this.recorded = recorded;
        this.state = state;
        state.baseUrl(baseUrl());
    }

    /**
     * Starts a service.
     *
     * @param service one of {@link #services}
     * @param options port and clock
     * @return the running stand-in
     * @throws IllegalArgumentException if nothing is recorded of the service
     */
    public static OAuthStandIn start(String service, StandInOptions options) {
        RecordedService recorded = RecordedService.read(service);
        return new OAuthStandIn(recorded, new ServiceState(recorded, options.clock()), options);
    }

    /**
     * Returns the services of which answers are recorded, and {@code standard}: a server that does what the RFCs say, with
     * metadata (RFC 8414), pushed requests (RFC 9126), bound tokens (RFC 9449), introspection (RFC 7662), and tokens for an
     * app alone.
     *
     * @return their names
     */
    public static List<String> services() {
        return RecordedService.NAMES;
    }

    /**
     * Returns a description of the service with every address leading here instead.
     *
     * @param description JSON text with addresses that begin with {@code https://}
     * @return the text with addresses of this stand-in
     */
    public String leadingHere(String description) {
        return description.replaceAll("(\"(?:address|issuer)\"\\s*:\\s*\")https://", "$1" + baseUrl() + "/");
    }

    /**
     * Plays a person who opens an address and agrees.
     *
     * @param address the authorization address
     * @param person who
     * @return the query with which the browser comes back
     */
    public String agree(URI address, String person) {
        return locked(() -> state.agreed(Query.parse(address.getRawQuery()), person));
    }

    /**
     * Says who sits at the browser that opens the authorization address over HTTP; it is sent back at once.
     *
     * @param person who
     */
    public void signedIn(String person) {
        change(() -> state.person = person);
    }

    /**
     * Plays a person who types a device sign-in's code and agrees.
     *
     * @param userCode the code
     * @param person who
     */
    public void confirm(String userCode, String person) {
        change(() -> state.devices.decide(userCode, Optional.of(person)));
    }

    /**
     * Plays a person who types a device sign-in's code and refuses.
     *
     * @param userCode the code
     */
    public void refuse(String userCode) {
        change(() -> state.devices.decide(userCode, Optional.empty()));
    }

    /** Loses the next answer of the token address: the trade is made, the connection cut. */
    public void loseNextAnswer() {
        fail(Fault.Plain.CUT_AFTER_EFFECT, tokenRoute(), 1);
    }

    /**
     * Answers the next token request without trading.
     *
     * @param status the status
     * @param body the body
     */
    public void answerNext(int status, String body) {
        fail(new Fault.Canned(status, body, false), tokenRoute(), 1);
    }

    /**
     * Returns the calls of the token address.
     *
     * @return the calls, in order
     */
    public List<RecordedRequest> tokenRequests() {
        return requests(tokenRoute());
    }

    /**
     * Returns the route of the token address, to disturb it.
     *
     * @return the route
     */
    public Route tokenRoute() {
        return Route.of("POST", recorded.token().address());
    }

    /**
     * Returns the route at which a token's person is asked for.
     *
     * @return the route
     * @throws IllegalStateException if the service says so in its token answer
     */
    public Route identityRoute() {
        return Route.of(
                "*",
                recorded.identity()
                        .orElseThrow(() -> new IllegalStateException("the token answer says whose it is"))
                        .address());
    }

    /**
     * Takes assertions that a key signed, for tokens without a person.
     *
     * @param key the public half, P-256 or RSA
     */
    public void trust(PublicKey key) {
        change(() -> state.trusted = Optional.of(key));
    }

    /**
     * Grants these scopes instead of those that are asked for.
     *
     * @param scope the value of the answers' field, JSON text
     */
    public void grant(String scope) {
        change(() -> state.scope = Optional.of(scope));
    }

    /**
     * Replaces fields of the published metadata.
     *
     * @param fields the fields, as JSON values
     */
    public void publish(Map<String, ?> fields) {
        change(() -> state.published = Map.copyOf(fields));
    }

    /**
     * Reports whether a token works.
     *
     * @param token the token
     * @return whether it does
     */
    public boolean live(String token) {
        return locked(() -> state.grants.live(token));
    }

    /**
     * Reports whether it gave a token, which may have ended since.
     *
     * @param token the token
     * @return whether it did
     */
    public boolean known(String token) {
        return locked(() -> state.grants.known(token));
    }

    /**
     * Ends everything of a person.
     *
     * @param person who
     */
    public void endAll(String person) {
        change(() -> state.grants.endAll(person));
    }
}
