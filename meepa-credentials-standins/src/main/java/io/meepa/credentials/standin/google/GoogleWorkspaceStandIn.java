package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Json;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandIn;
import io.meepa.credentials.standin.StandInOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google Workspace: the Directory API's users under {@code /admin/directory/v1/users}, the token endpoint under
 * {@code /token}, and keyless signing under {@code /v1/projects/-/serviceAccounts/{email}:signJwt} (provider API notes §3).
 * Starts with the domain {@code agents.example}, one administrator, and one service account to which the user
 * administration scopes were delegated.
 */
public final class GoogleWorkspaceStandIn extends StandIn {

    private static final String SCOPE = "https://www.googleapis.com/auth/admin.directory.user";

    private final GoogleDirectory directory;
    private final GoogleTokenRules tokens;

    private GoogleWorkspaceStandIn(GoogleDirectory directory, GoogleTokenRules tokens, StandInOptions options) {
        super(new GoogleRules(directory, tokens), options);
        this.directory = directory;
        this.tokens = tokens;
    }

    /**
     * Returns the routes that it serves.
     *
     * @return the routes
     */
    public static List<Route> routes() {
        return GoogleEndpoint.all(new GoogleDirectory(StandInOptions.defaults())).stream()
                .map(GoogleEndpoint::route)
                .toList();
    }

    /**
     * Starts one on a free port.
     *
     * @return the running stand-in
     */
    public static GoogleWorkspaceStandIn start() {
        return start(StandInOptions.defaults());
    }

    /**
     * Starts one.
     *
     * @param options port, clock and seed
     * @return the running stand-in
     */
    public static GoogleWorkspaceStandIn start(StandInOptions options) {
        GoogleDirectory directory = new GoogleDirectory(options);
        GoogleTokenRules tokens = new GoogleTokenRules(directory);
        List.of(SCOPE, SCOPE + ".readonly", SCOPE + ".alias", SCOPE + ".security", "https://mail.google.com/")
                .forEach(tokens.delegated::add);
        directory.add(fields(administratorOf(GoogleDirectory.DOMAIN)), Optional.empty(), true);
        return new GoogleWorkspaceStandIn(directory, tokens, options);
    }

    /**
     * Returns the customer's domain.
     *
     * @return the domain
     */
    public String domain() {
        return GoogleDirectory.DOMAIN;
    }

    /**
     * Returns the address of the administrator whom the service account may act as.
     *
     * @return the address
     */
    public String administrator() {
        return administratorOf(GoogleDirectory.DOMAIN);
    }

    /**
     * Returns where tokens are granted; also a valid audience.
     *
     * @return the token endpoint's address
     */
    public String tokenUri() {
        return baseUrl() + GoogleTokenRules.PATH;
    }

    /**
     * Returns the service account's address.
     *
     * @return the address
     */
    public String serviceAccount() {
        return tokens.account.email();
    }

    /**
     * Returns the content of the service account's key file, the same key for a JVM's life. Its {@code token_uri} is
     * {@link #tokenUri}.
     *
     * @return the JSON text
     */
    public Secret serviceAccountKeyFile() {
        return tokens.account.keyFile(tokenUri());
    }

    /**
     * Returns the token with which a program on the cloud itself would ask for a signature.
     *
     * @return the token
     */
    public Secret ambientToken() {
        return tokens.ambient;
    }

    /**
     * Returns the users there are, deleted ones included, the administrator first.
     *
     * @return the users
     */
    public List<DirectoryUser> users() {
        return locked(
                () -> directory.users.values().stream().map(DirectoryUser::of).toList());
    }

    /**
     * Counts what was ever created under an address.
     *
     * @param email the primary address at creation
     * @return how many users
     */
    public int creations(String email) {
        return locked(() ->
                Math.toIntExact(directory.created.stream().filter(email::equals).count()));
    }

    /**
     * Adds a user that a person made by hand.
     *
     * @param email the primary address
     * @return the immutable id
     */
    public String addUser(String email) {
        return locked(
                () -> directory.add(fields(email), Optional.empty(), false).id());
    }

    /**
     * Adds a group, which takes an address up.
     *
     * @param email the group's address
     */
    public void addGroup(String email) {
        change(() -> directory.groups.add(email));
    }

    /**
     * Adds an organisational unit; there is only the top one at first.
     *
     * @param path the path, for instance {@code /Agents}
     */
    public void addOrgUnit(String path) {
        change(() -> directory.orgUnits.add(path));
    }

    /**
     * Returns the customer's id, which is the account.
     *
     * @return the id
     */
    public String customer() {
        return GoogleDirectory.CUSTOMER;
    }

    /**
     * Limits the licences. Users deleted within twenty days count.
     *
     * @param most how many users there may be, the administrator included
     */
    public void limitUsers(int most) {
        change(() -> directory.licences = Optional.of(most));
    }

    /**
     * Hides a user created from now on from its first reads.
     *
     * @param reads how many of them answer as if it were not there
     */
    public void hideNewUsers(int reads) {
        change(() -> directory.hiddenReads = reads);
    }

    /**
     * Refuses the first changes of a user created from now on with 412 {@code conditionNotMet}.
     *
     * @param changes how many of them
     */
    public void delayNewUsers(int changes) {
        change(() -> directory.refusedChanges = changes);
    }

    /**
     * Keeps a user created from now on from the token endpoint, which refuses to act as it with {@code invalid_grant}.
     *
     * @param grants how many requests for a token are refused
     */
    public void delayTokens(int grants) {
        change(() -> directory.refusedGrants = grants);
    }

    /**
     * Returns whose mailbox an access token opens now.
     *
     * @param token the token
     * @return the address, or empty if it opens none: expired, withdrawn, of an administrator, or of more than one scope
     */
    public Optional<String> mailbox(Secret token) {
        return locked(() -> tokens.mailbox(token));
    }

    /**
     * Delegates a scope to the service account.
     *
     * @param scope the scope
     */
    public void delegate(String scope) {
        change(() -> tokens.delegated.add(scope));
    }

    /**
     * Takes a scope from the service account.
     *
     * @param scope the scope
     */
    public void withdraw(String scope) {
        change(() -> tokens.delegated.remove(scope));
    }

    /** Gives the service account an administrator role of its own, so that it need not act as a person. */
    public void assignAdminRole() {
        change(() -> tokens.adminRole = true);
    }

    /** Makes every access token issued so far invalid. */
    public void revokeTokens() {
        change(tokens.tokens::clear);
    }

    /**
     * Returns the fault of a used-up quota, which Google answers with 403.
     *
     * @param reason {@code userRateLimitExceeded} or {@code quotaExceeded}
     * @return the fault, without effect
     */
    public static Fault quota(String reason) {
        return new Fault.Canned(403, Json.write(GoogleErrors.body(403, reason, "Quota exceeded")), false);
    }

    private static String administratorOf(String domain) {
        return "admin@" + domain;
    }

    private static Map<String, Object> fields(String email) {
        Map<String, Object> name = Map.of("givenName", "A", "familyName", "Person", "fullName", "A Person");
        return Map.of("primaryEmail", email, "name", name);
    }

    /**
     * A user.
     *
     * @param id the immutable id
     * @param primaryEmail the primary address
     * @param aliases further addresses
     * @param externalIds the external ids' values, by their type or custom type
     * @param suspended whether it is suspended
     * @param deleted whether it was deleted
     * @param password the password last set
     */
    public record DirectoryUser(
            String id,
            String primaryEmail,
            List<String> aliases,
            Map<String, String> externalIds,
            boolean suspended,
            boolean deleted,
            Optional<Secret> password) {

        private static DirectoryUser of(GoogleUser user) {
            return new DirectoryUser(
                    user.id(),
                    user.email(),
                    user.aliases(),
                    GoogleExternalIds.byType(user),
                    user.suspended(),
                    !user.live(),
                    user.password());
        }
    }
}
