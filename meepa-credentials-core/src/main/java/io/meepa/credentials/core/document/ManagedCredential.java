package io.meepa.credentials.core.document;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.Verification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A credential as the engine handles it: what it reads off a managed credential, and changed copies of one. Hosts cannot
 * set the managed flag, so builders leave it out; every copy made here has it.
 *
 * @param credential the credential
 */
public record ManagedCredential(AgentCredential credential) {

    /** The metadata that says what a person does next. */
    public static final String NEXT_STEP = "next_step";

    private static final Tag UNTAGGED = new Tag("untagged");

    /** Returns what a builder makes, as a managed credential. */
    public static AgentCredential of(AgentCredentialBuilder builder) {
        AgentCredential own = builder.build();
        return new AgentCredential(
                own.category(),
                own.service(),
                own.name(),
                own.origin(),
                own.items(),
                own.metadata(),
                own.status(),
                true);
    }

    /** Returns the tag that it was created under. One without was not made by us: no upstream will know it. */
    public Tag tag() {
        return credential
                .metadata()
                .text(MetadataKeys.TAG)
                .filter(Tag::allows)
                .map(Tag::new)
                .orElse(UNTAGGED);
    }

    /** Returns whether it is a token that was issued for another credential: nothing upstream is its own. */
    public boolean isDerivedToken() {
        return credential.managed()
                && credential.category().equals(Category.TOKEN)
                && credential.metadata().values().containsKey(MetadataKeys.ISSUED_FOR);
    }

    /** Returns whether it stands for something upstream that it alone stands for. */
    public boolean hasResource() {
        return credential.managed() && !credential.items().isEmpty() && !isDerivedToken();
    }

    /**
     * Returns what may be believed of an upstream's answer about it: that it is gone, only on evidence that proves it, on the
     * account that made it. On thin evidence that is unknown.
     */
    public Verification believed(Verification answer) {
        boolean thin = answer.state() == Verification.State.GONE
                && answer.evidence().filter(this::isGoneBy).isEmpty();
        return thin
                ? Verification.unknown("the provider says that it is gone, on thin evidence: "
                        + answer.evidence().map(Evidence::toString).orElse("none"))
                : answer;
    }

    /** Returns evidence of what our record says of it, which names the account that made it, if that is on record. */
    public Evidence onItsAccount(Evidence evidence) {
        return credential
                .metadata()
                .text(MetadataKeys.ACCOUNT)
                .map(evidence::onAccount)
                .orElse(evidence);
    }

    private boolean isGoneBy(Evidence evidence) {
        return credential
                .metadata()
                .text(MetadataKeys.ACCOUNT)
                .map(evidence::provesAbsence)
                .orElseGet(evidence::provesAbsence);
    }

    /** Returns whether a person's sign-in led to it. */
    public boolean isConnection() {
        return credential.managed() && credential.metadata().values().containsKey(MetadataKeys.CONNECTED_ACCOUNT_KEY);
    }

    /** Returns whether a refusal says that the service no longer knows the registration that this connection was made with. */
    public boolean isOfUnknownApp(RuntimeException failure) {
        return failure instanceof ProviderRejectedException refusal
                && refusal.unknownApp()
                        .filter(app ->
                                is(MetadataKeys.ISSUER, app.issuer()) && is(MetadataKeys.CLIENT_ID, app.clientId()))
                        .isPresent();
    }

    private boolean is(String name, String value) {
        return credential.metadata().text(name).filter(value::equals).isPresent();
    }

    /** Returns a copy with another status. */
    public AgentCredential with(CredentialStatus status) {
        return of(credential.toBuilder().status(status));
    }

    /** Returns a copy with other metadata. */
    public AgentCredential with(Metadata metadata) {
        return of(credential.toBuilder().metadata(metadata));
    }

    /** Returns a copy without some metadata. */
    public AgentCredential without(Set<String> names) {
        Map<String, MetadataValue> left =
                new LinkedHashMap<>(credential.metadata().values());
        left.keySet().removeAll(names);
        return with(new Metadata(left));
    }

    /** Returns a copy with what a provider reported. The tag of its creation is what a resource bears, whatever is reported. */
    public AgentCredential reported(Metadata reported) {
        Metadata metadata = credential.metadata();
        for (Map.Entry<String, MetadataValue> value : reported.values().entrySet()) {
            metadata = metadata.with(value.getKey(), value.getValue());
        }
        Optional<String> tag = credential.metadata().text(MetadataKeys.TAG);
        return with(tag.isPresent() ? metadata.with(MetadataKeys.TAG, tag.get()) : metadata);
    }
}
