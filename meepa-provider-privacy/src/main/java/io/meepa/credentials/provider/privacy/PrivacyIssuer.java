package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.provider.support.Access;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.UpstreamResource;
import io.meepa.credentials.spi.Verification;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Issues Privacy.com's cards; each piece of work has a class of its own and a run of its own. */
record PrivacyIssuer(CardSettings settings, ApiClient client, Listings listings, Clock clock)
        implements CredentialIssuer {

    /** What a card is called in checkpoints. */
    static final String KIND = "card";

    static PrivacyIssuer open(CardSettings settings, ProviderContext context) {
        Access access = () -> new Access.Grant(
                settings.baseUrl(),
                Assumptions.SCHEME,
                Optional.of(settings.accountKey().read()));
        ApiClient client =
                ApiClient.open("Privacy.com", context, settings.calls(), access, new CardErrors(settings.path()));
        return new PrivacyIssuer(settings, client, new Listings(), context.clock());
    }

    static UpstreamResource resource(String token) {
        return new UpstreamResource(KIND, token);
    }

    /** A memo is no secret: whoever sees the card upstream sees it. */
    static String memo(Tag tag) {
        return tag.fitted(Assumptions.LONGEST_MEMO);
    }

    @Override
    public Optional<String> unavailable() {
        return settings.accountKey().available()
                ? Optional.empty()
                : Optional.of(
                        "Privacy.com needs the account's key: "
                                + settings.accountKey().describe()
                                + " is not set. Copy the key from the account's settings and export it, or name another variable");
    }

    @Override
    public String preview(IssueRequest request) {
        return settings.terms().of(request).phrase();
    }

    @Override
    public Issued issue(IssueRequest request) {
        return new Issuance(begin(), settings, request, clock).carryOut();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return new Inspection(begin(), settings.terms().of(request), request.tag(), credential).carryOut();
    }

    @Override
    public Verification repair(AgentCredential credential, IssueRequest request) {
        return new Repair(begin(), settings.terms().of(request), request.tag(), credential).carryOut();
    }

    @Override
    public SecretRotation rotation() {
        throw new ProviderUnsupportedException("Privacy.com cannot renew a card: a new number is a new card, which"
                + " costs a place in the month's limit and has to be entered wherever the old one is. Deprovision the"
                + " agent and provision it again");
    }

    @Override
    public ResourceSuspension suspension() {
        return new CardSuspension(this::begin, settings.terms());
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new Revocation(begin(), request).carryOut();
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(begin().cards(Optional.empty()).stream()
                .filter(card -> card.memo().startsWith(namespace + "."))
                .map(card -> new TaggedResource(resource(card.id()), card.memo(), card.state()))
                .toList());
    }

    CardApi begin() {
        return new CardApi(client.begin(), listings);
    }
}
