package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.ConsentException.Reason;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackOutcome;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackReading;
import io.meepa.credentials.provider.oauth.protocol.authorization.ExpectedIssuer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is kept between the halves of a sign-in. Printing shows nothing of it. */
final class McpSignIn {

    private static final String VERIFIER = "verifier";
    private static final String SCOPES = "scopes";
    private static final String PROMISED = "issuer_promised";

    /** What a server says in a browser of an app that it does not know, or no longer allows. */
    private static final Set<String> DOUBTS = Set.of("invalid_client", "unauthorized_client");

    private final Map<String, Secret> kept;

    private McpSignIn(Map<String, Secret> kept) {
        this.kept = kept;
    }

    static McpSignIn of(Map<String, Secret> kept) {
        return new McpSignIn(kept);
    }

    static Map<String, Secret> kept(
            ServerApp app, Secret verifier, Set<String> scopes, ExpectedIssuer issuer, Optional<Secret> key) {
        Map<String, Secret> kept = new LinkedHashMap<>();
        kept.put(ItemKeys.CLIENT, app.kept());
        kept.put(VERIFIER, verifier);
        kept.put(SCOPES, Secret.of(String.join(" ", scopes)));
        kept.put(PROMISED, Secret.of(Boolean.toString(issuer.promised())));
        key.ifPresent(secret -> kept.put(ItemKeys.BOUND_KEY, secret));
        return kept;
    }

    /** Returns whether earlier values are those of a sign-in that never came back. */
    static boolean isUnanswered(Map<String, Secret> earlier) {
        return earlier.containsKey(VERIFIER);
    }

    /** Returns whether the browser brought an error about the app. Anyone can write such an address: it proves nothing. */
    static boolean doubtsTheApp(CallbackParameters callback) {
        return callback.parameter("error")
                .map(Secret::reveal)
                .filter(DOUBTS::contains)
                .isPresent();
    }

    ServerApp app() {
        return ServerApp.read(required(ItemKeys.CLIENT));
    }

    Secret verifier() {
        return required(VERIFIER);
    }

    Optional<Secret> boundKey() {
        return Optional.ofNullable(kept.get(ItemKeys.BOUND_KEY));
    }

    Set<String> scopes() {
        String text = required(SCOPES).reveal();
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(" ")));
    }

    /** Returns the code that the browser brought, which the caller closes: of the issuer that was asked, and no other. */
    Secret code(String server, CallbackParameters callback) {
        boolean promised = required(PROMISED).reveal().equals("true");
        ExpectedIssuer expected = new ExpectedIssuer(Optional.of(app().issuer()), promised);
        CallbackOutcome outcome = CallbackReading.of(callback).outcome(expected);
        if (outcome instanceof CallbackOutcome.Code code) {
            return code.code();
        }
        if (outcome instanceof CallbackOutcome.Denied denied) {
            throw refused(Reason.DENIED, server, denied.error());
        }
        if (outcome instanceof CallbackOutcome.WrongIssuer wrong) {
            throw refused(
                    Reason.OTHER_SERVER,
                    server,
                    "the answer is from " + wrong.received().orElse("a server that does not name itself") + ", and "
                            + app().issuer() + " was asked");
        }
        throw refused(Reason.MALFORMED, server, "the answer has neither code nor error");
    }

    @Override
    public String toString() {
        return "McpSignIn" + kept.keySet();
    }

    private Secret required(String name) {
        return Optional.ofNullable(kept.get(name))
                .orElseThrow(() -> new IllegalStateException("the sign-in on record has no " + name));
    }

    private static ConsentException refused(Reason reason, String server, String why) {
        return new ConsentException(reason, server + ": " + why);
    }
}
