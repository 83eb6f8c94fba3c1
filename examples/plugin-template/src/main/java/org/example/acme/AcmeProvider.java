package org.example.acme;

import com.google.auto.service.AutoService;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.Capabilities.Cost;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.Capabilities.Revocation;
import io.meepa.credentials.spi.provider.Capabilities.SecretVisibility;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Inboxes at Acme. Its API stores an inbox under a name that the caller chooses: our tag. */
@AutoService(CredentialProvider.class)
public final class AcmeProvider implements CredentialProvider {

    @Override
    public String id() {
        return "acme";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    /** The same PUT again returns the inbox that is there, with its password. Claim less where a service does less. */
    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Creation.IDEMPOTENT, SecretVisibility.RETRIEVABLE, Revocation.FINAL, Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Issuer(AcmeApi.of(context.settings()), context.clock());
    }

    private record Issuer(AcmeApi api, Clock clock) implements CredentialIssuer {

        @Override
        public Optional<String> unavailable() {
            return Optional.of("export " + api.key().describe())
                    .filter(missing -> !api.key().available());
        }

        @Override
        public Issued issue(IssueRequest request) {
            String name = request.tag().text();
            HttpResponse<String> answer = api.call(request.guard(), "PUT", name);
            // Durable before the next call, of which Acme needs none.
            request.checkpoint().reached(new UpstreamResource("inbox", name), Map.of());
            List<CredentialItem> items = List.of(
                    new CredentialItem(ItemKeys.ADDRESS, Secret.of(name + "@acme.example"), ItemType.EMAIL),
                    new CredentialItem(ItemKeys.PASSWORD, Secret.of(answer.body()), ItemType.PASSWORD));
            return answer.statusCode() == 201 ? Issued.created("Email", items) : Issued.found("Email", items);
        }

        @Override
        public Verification verify(AgentCredential credential, IssueRequest request) {
            String name = request.tag().text();
            int status = api.call(request.guard(), "GET", name).statusCode();
            return status == 404 ? absent(request.guard(), name, "GET") : Verification.live(List.of());
        }

        /** One 404 proves nothing: a second, different look has to agree. */
        private Verification absent(CallGuard guard, String name, String what) {
            Evidence first = Evidence.absent(clock.instant(), what + " of the inbox: 404");
            boolean listed = api.call(guard, "GET", "").body().lines().anyMatch(name::equals);
            return listed
                    ? Verification.unknown("the inbox is listed, and not shown")
                    : Verification.gone(first.and(Evidence.absent(clock.instant(), "list of the inboxes: not there")));
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            String name = request.tag().text();
            int status = api.call(request.guard(), "DELETE", name).statusCode();
            if (status != 404) {
                return RevocationResult.revoked(Evidence.shown(clock.instant(), "DELETE of the inbox: done"));
            }
            return RevocationResult.alreadyGone(absent(request.guard(), name, "DELETE")
                    .evidence()
                    .orElseThrow(() -> new ProviderUnavailableException("Acme lists an inbox that it does not delete")));
        }
    }
}
