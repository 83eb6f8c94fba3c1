package io.meepa.credentials.core.own;

import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a login looks like when a sign-up begins, waits and is completed. */
public final class Signups {

    private static final String BEGUN = "signup_begun_at";
    private static final String COMPLETED = "signed_up_at";

    private Signups() {}

    /**
     * Returns the login that waits.
     *
     * @param request where
     * @param address the mail address
     * @param password the password
     * @param now when it begins
     * @return the login, the agent's own
     */
    public static AgentCredential begun(SignupRequest request, Secret address, Secret password, Instant now) {
        AgentCredentialBuilder builder = AgentCredential.login(request.service())
                .origin(Origin.AGENT_CREATED)
                .status(CredentialStatus.Settled.PENDING_SIGNUP)
                .item(ItemKeys.ADDRESS, address, ItemType.EMAIL)
                .metadata(Metadata.empty().with(BEGUN, now.toString()));
        request.name().ifPresent(builder::name);
        request.username().ifPresent(name -> builder.item(ItemKeys.USERNAME, Secret.of(name), ItemType.USERNAME));
        return builder.item(ItemKeys.PASSWORD, password, ItemType.PASSWORD).build();
    }

    /**
     * Returns whether a login is a sign-up under way that can be returned again.
     *
     * @param login the login
     * @return whether it waits for a sign-up, is not managed, and holds what the agent fills in
     */
    public static boolean isBegun(AgentCredential login) {
        return waits(login)
                && !login.managed()
                && login.item(ItemKeys.ADDRESS).isPresent()
                && login.item(ItemKeys.PASSWORD).isPresent();
    }

    /**
     * Returns what the agent fills in.
     *
     * @param login a sign-up under way
     * @param resumed whether it had begun before
     * @return address, user name and password
     */
    public static PendingSignup pending(AgentCredential login, boolean resumed) {
        return new PendingSignup(
                login.key(),
                login.secret(ItemKeys.ADDRESS),
                login.item(ItemKeys.USERNAME).map(CredentialItem::value),
                login.secret(ItemKeys.PASSWORD),
                resumed);
    }

    /**
     * Returns the active login.
     *
     * @param login the login that waits, or is active with the very same result
     * @param result what the service gave
     * @param now when it is completed
     * @return the active login; the same object if it was completed so before
     * @throws CredentialNotPendingException if it does not wait for a sign-up
     */
    public static AgentCredential completed(AgentCredential login, SignupResult result, Instant now) {
        if (wasCompletedWith(login, result)) {
            return login;
        }
        requireWaiting(login);
        AgentCredentialBuilder builder = login.toBuilder().status(CredentialStatus.Settled.PROVISIONED);
        result.items().forEach(builder::replaceItem);
        Map<String, MetadataValue> metadata =
                new LinkedHashMap<>(login.metadata().values());
        metadata.remove(BEGUN);
        metadata.putAll(result.metadata().values());
        return builder.metadata(new Metadata(metadata).with(COMPLETED, now.toString()))
                .build();
    }

    /**
     * Refuses a login that does not wait for a sign-up.
     *
     * @param login the login
     * @throws CredentialNotPendingException if it does not
     */
    public static void requireWaiting(AgentCredential login) {
        if (!waits(login)) {
            throw new CredentialNotPendingException(
                    login.key() + " does not wait for a sign-up, it is " + word(login.status()));
        }
    }

    private static boolean waits(AgentCredential login) {
        return login.status() == CredentialStatus.Settled.PENDING_SIGNUP;
    }

    private static boolean wasCompletedWith(AgentCredential login, SignupResult result) {
        return login.status().usable()
                && login.metadata().text(COMPLETED).isPresent()
                && login.metadata()
                        .values()
                        .entrySet()
                        .containsAll(result.metadata().values().entrySet())
                && result.items().stream().allMatch(item -> holds(login, item));
    }

    private static boolean holds(AgentCredential login, CredentialItem item) {
        return login.item(item.key())
                .filter(mine -> mine.value().matches(item.value()))
                .isPresent();
    }

    /** The reason of a failure may be long, and stands in the listing anyway. */
    static String word(CredentialStatus status) {
        return status instanceof CredentialStatus.Failed ? "failed" : status.toString();
    }
}
