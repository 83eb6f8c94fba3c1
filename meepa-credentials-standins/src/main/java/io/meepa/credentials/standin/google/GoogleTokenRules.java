package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.Json;
import io.meepa.credentials.standin.Query;
import io.meepa.credentials.standin.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens: the JWT grant, and signing without a key file (provider API notes §3.5). Not thread-safe. */
final class GoogleTokenRules {

    static final String PATH = "/token";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_SIGNED = Duration.ofHours(12);
    private static final Duration SKEW = Duration.ofMinutes(5);

    final ServiceAccount account = ServiceAccount.shared();
    final Secret ambient = Secret.of("ya29.ambient-" + Ids.secretHex(24));
    final Set<String> delegated = new HashSet<>();
    final List<AccessToken> tokens = new ArrayList<>();
    boolean adminRole;

    private final GoogleDirectory directory;

    GoogleTokenRules(GoogleDirectory directory) {
        this.directory = directory;
    }

    Answer grant(Call call) {
        Map<String, String> form = Query.parse(call.body());
        if (!GRANT.equals(form.get("grant_type"))) {
            throw GoogleErrors.token(400, "unsupported_grant_type", "Invalid grant_type");
        }
        Map<String, Object> claims = account.verified(form.getOrDefault("assertion", ""))
                .orElseThrow(() -> invalidGrant("Invalid JWT Signature."));
        requireTimes(claims, host(call));
        Set<String> scopes = Set.of(String.valueOf(claims.get("scope")).split(" ", -1));
        Optional<String> subject = Optional.ofNullable((String) claims.get("sub"));
        subject.ifPresent(user -> requireDelegation(user, scopes));
        AccessToken token = new AccessToken(
                Secret.of("ya29." + Ids.secretHex(32)),
                subject,
                scopes,
                directory.now().plus(LONGEST));
        tokens.add(token);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", token.value().reveal());
        body.put("expires_in", LONGEST.toSeconds() - 1);
        body.put("token_type", "Bearer");
        return Answer.json(200, body);
    }

    Answer signJwt(Call call, String resource) {
        if (bearer(call).filter(ambient::matches).isEmpty()) {
            throw GoogleErrors.refused(401, "authError", "Invalid Credentials");
        }
        if (!resource.equals(account.email() + ":signJwt")) {
            throw GoogleErrors.refused(403, "forbidden", "Permission iam.serviceAccounts.signJwt denied");
        }
        String payload = Json.read(call.body())
                .map(body -> String.valueOf(body.get("payload")))
                .orElse("");
        Map<String, Object> claims = Json.read(payload).orElseThrow(() -> GoogleErrors.invalid("payload"));
        if (time(claims, "exp").isAfter(directory.now().plus(LONGEST_SIGNED))) {
            throw GoogleErrors.invalid("payload exp");
        }
        return Answer.json(200, Map.of("keyId", account.keyId(), "signedJwt", account.sign(payload)));
    }

    /** Wants a live token with one of the scopes, of an administrator or of an account with a role of its own. */
    void require(Call call, Set<String> oneOf) {
        AccessToken token = bearer(call)
                .flatMap(this::known)
                .filter(known -> known.expiry().isAfter(directory.now()))
                .orElseThrow(() -> GoogleErrors.refused(401, "authError", "Invalid Credentials"));
        boolean administrator = token.subject()
                .map(user -> directory.find(user).map(GoogleUser::admin).orElse(false))
                .orElse(adminRole);
        if (!administrator || oneOf.stream().noneMatch(token.scopes()::contains)) {
            throw GoogleErrors.notAuthorized();
        }
    }

    /** Returns whose mailbox a token opens now, if any: it acts as a user that is in use, for one mail scope alone. */
    Optional<String> mailbox(Secret value) {
        return known(value)
                .filter(token -> token.expiry().isAfter(directory.now())
                        && token.scopes().size() == 1
                        && token.scopes().stream().allMatch(GoogleTokenRules::opensMail))
                .flatMap(AccessToken::subject)
                .filter(user ->
                        directory.find(user).filter(found -> !found.suspended()).isPresent());
    }

    private static boolean opensMail(String scope) {
        return scope.equals("https://mail.google.com/") || scope.startsWith("https://www.googleapis.com/auth/gmail.");
    }

    private Optional<AccessToken> known(Secret value) {
        return tokens.stream().filter(token -> token.value().matches(value)).findFirst();
    }

    private static Optional<Secret> bearer(Call call) {
        return call.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> Secret.of(header.substring("Bearer ".length())));
    }

    private void requireTimes(Map<String, Object> claims, String host) {
        if (!account.email().equals(claims.get("iss"))) {
            throw invalidGrant("Invalid issuer.");
        }
        if (!Set.of(AUDIENCE, "http://" + host + PATH).contains(String.valueOf(claims.get("aud")))) {
            throw invalidGrant("Invalid audience.");
        }
        Instant issued = time(claims, "iat");
        Instant expiry = time(claims, "exp");
        Instant now = directory.now();
        boolean brief = !expiry.isAfter(issued.plus(LONGEST));
        if (!brief || issued.isAfter(now.plus(SKEW)) || !expiry.isAfter(now)) {
            throw invalidGrant("Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }
    }

    private void requireDelegation(String user, Set<String> scopes) {
        if (!delegated.containsAll(scopes)) {
            throw GoogleErrors.token(401, "unauthorized_client", "Client is not authorized for the scopes requested.");
        }
        boolean known = directory
                .find(user)
                .filter(found ->
                        !found.suspended() && GoogleDirectory.countedDown(directory.grantsUntilKnown, found.id()))
                .isPresent();
        if (!known) {
            throw invalidGrant("Invalid email or User ID");
        }
    }

    private static Instant time(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH;
    }

    private static String host(Call call) {
        return call.header("host").orElse("");
    }

    private static Refusal invalidGrant(String description) {
        return GoogleErrors.token(400, "invalid_grant", description);
    }
}
