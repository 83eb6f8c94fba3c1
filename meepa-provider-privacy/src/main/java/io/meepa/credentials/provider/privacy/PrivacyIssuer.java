package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Issues Privacy.com's cards; each piece of work has a class of its own and a run of its own. */
record PrivacyIssuer(CardSettings settings, ApiClient client, Listings listings, Clock clock)
        implements CredentialIssuer {

    /** What a card is called in checkpoints. */
    static final String KIND = "card";

    static PrivacyIssuer open(CardSettings settings, ProviderContext context) {
        ApiEndpoint access = () -> new ApiEndpoint.Grant(
                settings.baseUrl(),
                CardAssumptions.SCHEME,
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
        return tag.fitted(CardAssumptions.LONGEST_MEMO);
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
        return new CardIssue(begin(request.guard()), settings, request, clock).carryOut();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return new CardInspection(begin(request.guard()), settings.terms().of(request), request.tag(), credential)
                .carryOut();
    }

    @Override
    public Verification repair(AgentCredential credential, IssueRequest request) {
        return new CardRepair(begin(request.guard()), settings.terms().of(request), request.tag(), credential)
                .carryOut();
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        return Optional.of(new CardSuspension(this::begin, settings.terms()));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new CardRevocation(begin(request.guard()), request).carryOut();
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(begin(CallGuard.none()).cards(Optional.empty()).stream()
                .filter(card -> card.memo().startsWith(namespace + "."))
                .map(card -> new TaggedResource(resource(card.id()), card.memo(), card.state()))
                .toList());
    }

    @Override
    public void close() {
        client.close();
    }

    CardApi begin(CallGuard guard) {
        return new CardApi(client.begin(guard), listings);
    }
}
