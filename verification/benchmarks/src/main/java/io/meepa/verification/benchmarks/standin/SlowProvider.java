package io.meepa.verification.benchmarks.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Issues by one call of a slow upstream, over the HTTP client that all providers share. */
public final class SlowProvider implements CredentialProvider {

    private final String id;
    private final Category category;

    /**
     * Creates a provider of one category.
     *
     * @param id its id
     * @param category what it issues
     */
    public SlowProvider(String id, Category category) {
        this.id = id;
        this.category = category;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(category);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.IDEMPOTENT,
                Capabilities.SecretVisibility.RETRIEVABLE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        CallSettings calls = CallSettings.read(context.settings());
        var base = calls.baseUrl().orElseThrow();
        return new Issuer(ApiClient.open(
                id,
                context,
                calls,
                () -> ApiEndpoint.Grant.open(base),
                error -> new Classified(Classified.ofStatus(error.status()), "", "")));
    }

    private record Issuer(ApiClient client) implements CredentialIssuer {

        @Override
        public Issued issue(IssueRequest request) {
            ApiAnswer answer = client.begin()
                    .send(ApiRequest.post("create it", "things")
                            .json(JsonNodeFactory.instance
                                    .objectNode()
                                    .put("tag", request.tag().toString()))
                            .repeatable());
            if (!answer.done()) {
                throw answer.refusal("try again");
            }
            return Issued.created(
                    "thing " + answer.text("id"),
                    List.of(new CredentialItem("token", Secret.of("token " + answer.text("id")), ItemType.API_TOKEN)));
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"));
        }
    }
}
