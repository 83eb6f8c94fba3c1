package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandIn;
import io.meepa.credentials.standin.StandInOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * AgentMail: pods, inboxes, domains and keys at three levels, under {@code /v0} (provider API notes §1). Begins with one
 * organization, its default pod and one unrestricted key.
 *
 * <p>Where nothing is published, it decides: a client id is free again once its inbox is deleted, an address has the form
 * that every mail service takes, domains belong to the whole organization.
 */
public final class AgentMailStandIn extends StandIn {

    private final MailAccount account;
    private final MailAccount other;
    private final Secret organisationKey;
    private final Secret otherOrganisationKey;

    private AgentMailStandIn(
            MailAccount account,
            MailAccount other,
            Secret organisationKey,
            Secret otherOrganisationKey,
            StandInOptions options) {
        super(new MailRules(account, other), options);
        this.account = account;
        this.other = other;
        this.otherOrganisationKey = otherOrganisationKey;
        this.organisationKey = organisationKey;
    }

    /**
     * Returns the routes that it serves.
     *
     * @return the routes
     */
    public static List<Route> routes() {
        return MailEndpoint.all(new MailAccount(StandInOptions.defaults(), Secret.of("none"))).stream()
                .map(MailEndpoint::route)
                .toList();
    }

    /**
     * Starts one on a free port.
     *
     * @return the running stand-in
     */
    public static AgentMailStandIn start() {
        return start(StandInOptions.defaults());
    }

    /**
     * Starts one.
     *
     * @param options port, clock and seed
     * @return the running stand-in
     */
    public static AgentMailStandIn start(StandInOptions options) {
        Secret key = Secret.of(MailRules.REGION + Ids.secretHex(32));
        Secret another = Secret.of(MailRules.REGION + Ids.secretHex(32));
        return new AgentMailStandIn(
                new MailAccount(options, key),
                new MailAccount(options.withSeed(~options.seed()), another),
                key,
                another,
                options);
    }

    /**
     * Returns the organization's unrestricted key, another one at each start.
     *
     * @return the key
     */
    public Secret organisationKey() {
        return organisationKey;
    }

    /**
     * Returns the organization's key for a test's environment variables.
     *
     * @return the key as text
     */
    public String organisationKeyText() {
        return organisationKey.reveal();
    }

    /**
     * Returns the key of another organization, which has no inboxes at first.
     *
     * @return the key
     */
    public Secret otherOrganisationKey() {
        return otherOrganisationKey;
    }

    /**
     * Returns the id of the other organization.
     *
     * @return the id
     */
    public String otherOrganisationId() {
        return other.organization;
    }

    /**
     * Ends the organization's key at some time; keys that it makes from now on end with it.
     *
     * @param end when it ends
     */
    public void expireOrganisationKey(Instant end) {
        change(() -> account.keys.replaceAll((id, key) -> key.value() == organisationKey ? key.expiring(end) : key));
    }

    /**
     * Returns the organization's id, which is also the default pod's.
     *
     * @return the id
     */
    public String organisationId() {
        return account.organization;
    }

    /**
     * Returns the inboxes there are, oldest first.
     *
     * @return the inboxes
     */
    public List<Inbox> inboxes() {
        return locked(() -> account.inboxes.values().stream().map(Inbox::of).toList());
    }

    /**
     * Returns the pods there are, the default one first.
     *
     * @return the pods
     */
    public List<Pod> pods() {
        return locked(() -> account.pods.values().stream().map(Pod::of).toList());
    }

    /**
     * Returns the keys that work, the organization's first one excepted.
     *
     * @return the keys
     */
    public List<Key> liveKeys() {
        return locked(() -> account.keys.values().stream()
                .filter(key -> key.value() != organisationKey)
                .map(Key::of)
                .toList());
    }

    /**
     * Counts what was ever created under a mark, what was deleted since included.
     *
     * @param mark the client id of an inbox or pod, or the name of a key
     * @return how many were created
     */
    public int creations(String mark) {
        return locked(() ->
                Math.toIntExact(account.created.stream().filter(mark::equals).count()));
    }

    /**
     * Gives an address to another customer.
     *
     * @param address the address
     */
    public void takeAddress(String address) {
        change(() -> account.foreign.add(address));
    }

    /**
     * Gives the organization a domain of its own.
     *
     * @param name the domain
     * @param verified whether its records were found
     * @param subdomains whether inboxes may use its subdomains
     */
    public void addDomain(String name, boolean verified, boolean subdomains) {
        change(() -> account.domains.put(name, new MailDomain(name, verified, subdomains, account.now())));
    }

    /**
     * Limits the organization's inboxes.
     *
     * @param most how many it may have
     */
    public void limitInboxes(int most) {
        change(() -> account.switches.inboxLimit = Optional.of(most));
    }

    /** Answers the next create of an inbox or pod with 409 {@code race_condition}; what it asked for is created. */
    public void raceOnNextCreate() {
        change(() -> account.switches.raceNext = true);
    }

    /**
     * Sets the status of a successful delete.
     *
     * @param status 204 unless set; some descriptions say 200
     */
    public void answerDeletesWith(int status) {
        change(() -> account.switches.deletedStatus = status);
    }

    /**
     * Sets the status of the error {@code cannot_delete}.
     *
     * @param status 409 unless set; older descriptions say 403
     */
    public void answerCannotDeleteWith(int status) {
        change(() -> account.switches.cannotDeleteStatus = status);
    }

    /** Leaves the permissions out when it answers the creation of a key. */
    public void hidePermissions() {
        change(() -> account.switches.echoesPermissions = false);
    }

    /**
     * An inbox.
     *
     * @param id its address
     * @param podId its pod
     * @param clientId the client id it was created with
     * @param displayName its display name
     * @param paused whether it is paused
     */
    public record Inbox(
            String id, String podId, Optional<String> clientId, Optional<String> displayName, boolean paused) {

        private static Inbox of(MailInbox inbox) {
            return new Inbox(inbox.id(), inbox.pod(), inbox.clientId(), inbox.displayName(), inbox.paused());
        }
    }

    /**
     * A pod.
     *
     * @param id its id
     * @param name its name
     * @param clientId the client id it was created with
     */
    public record Pod(String id, String name, Optional<String> clientId) {

        private static Pod of(MailPod pod) {
            return new Pod(pod.id(), pod.name(), pod.clientId());
        }
    }

    /**
     * A key that works.
     *
     * @param id its id
     * @param name its name
     * @param value the key itself
     * @param podId the pod it is limited to
     * @param inboxId the inbox it is limited to
     * @param permissions what it may do, or empty if everything within its scope
     * @param expiresAt when it ends
     */
    public record Key(
            String id,
            String name,
            Secret value,
            Optional<String> podId,
            Optional<String> inboxId,
            Optional<Set<String>> permissions,
            Optional<Instant> expiresAt) {

        private static Key of(MailKey key) {
            Optional<Set<String>> allowed = key.permissions().map(flags -> {
                Set<String> names = new TreeSet<>(flags.keySet());
                names.removeIf(flag -> !key.may(flag));
                return names;
            });
            return new Key(
                    key.id(),
                    key.name(),
                    key.value(),
                    key.scope().pod(),
                    key.scope().inbox(),
                    allowed,
                    key.expiresAt());
        }
    }
}
