package org.example.postbox;

import static io.meepa.credentials.spi.call.Issued.Standing.CREATED;
import static io.meepa.credentials.spi.call.Issued.Standing.FOUND;
import static io.meepa.credentials.spi.call.RevocationResult.alreadyGone;
import static io.meepa.credentials.spi.call.RevocationResult.revoked;
import static io.meepa.credentials.spi.provider.Capabilities.Cost.FREE;
import static io.meepa.credentials.spi.provider.Capabilities.Creation.FINDABLE;
import static io.meepa.credentials.spi.provider.Capabilities.Revocation.FINAL;
import static io.meepa.credentials.spi.provider.Capabilities.SecretVisibility.NONE;

import com.google.auto.service.AutoService;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.*;
import java.util.Optional;
import java.util.stream.Stream;

/** Mailboxes on a self-hosted Postbox mail server. A mailbox whose note is our tag is ours, and no other is. */
@AutoService(CredentialProvider.class)
public final class PostboxProvider implements CredentialProvider {

    @Override
    public String id() {
        return "postbox";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(FINDABLE, NONE, FINAL, FREE); // None is shown: the password is ours.
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        Settings settings = context.settings();
        return new Issuer(PostboxApi.of(settings), settings.requiredText("domain"), context.clock());
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items("mailbox"); // Revoking looks by the name; everything else is dropped.
    }

    private record Issuer(PostboxApi api, String domain, Clock clock) implements CredentialIssuer {

        @Override
        public Optional<String> unavailable() {
            return Optional.of("export " + api.key().describe())
                    .filter(missing -> !api.key().available());
        }

        @Override
        public Issued issue(IssueRequest request) {
            String name = request.profile().emailPrefix().orElse(request.agent().value());
            Secret password = request.resumption()
                    .map(earlier -> earlier.secrets().get("password"))
                    .orElseGet(() -> Secret.of(new BigInteger(160, new SecureRandom()).toString(36)));
            request.checkpoint().reached(new UpstreamResource("mailbox", name), Map.of("password", password));
            String form = "note=" + request.tag() + "&password=" + password.reveal();
            boolean created = api.call(request.guard(), "PUT", name, form).statusCode() == 201; // 409: taken
            if (!created && look(request.guard(), name, request.tag()).state() != State.LIVE) {
                throw new ProviderRejectedException(name + "@" + domain + " is somebody else's: set email_prefix");
            }
            List<CredentialItem> items = List.of(
                    new CredentialItem("mailbox", Secret.of(name), ItemType.USERNAME),
                    new CredentialItem(ItemKeys.ADDRESS, Secret.of(name + "@" + domain), ItemType.EMAIL),
                    new CredentialItem(ItemKeys.PASSWORD, password, ItemType.PASSWORD));
            return Issued.of(created ? CREATED : FOUND, "Email", items);
        }

        @Override
        public Verification verify(AgentCredential credential, IssueRequest request) {
            return look(request.guard(), credential.secret("mailbox").reveal(), request.tag());
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            Stream<String> recorded = request.resources().stream().map(UpstreamResource::id);
            String name = recorded.findFirst()
                    .orElseGet(() ->
                            request.credential().orElseThrow().secret("mailbox").reveal());
            Verification seen = look(request.guard(), name, request.tag());
            Evidence looked =
                    seen.evidence().orElseThrow(() -> new ProviderUnavailableException("Postbox: listed, not shown"));
            if (seen.state() != State.LIVE) {
                return alreadyGone(looked);
            }
            api.call(request.guard(), "DELETE", name, "");
            return revoked(looked);
        }

        /** One 404 proves nothing: a second, different look has to agree. */
        private Verification look(CallGuard guard, String name, Tag tag) {
            HttpResponse<String> note = api.call(guard, "GET", name, "");
            if (note.statusCode() != 404) {
                State state = note.body().strip().equals(tag.text()) ? State.LIVE : State.FOREIGN;
                Evidence shown = Evidence.shown(clock.instant(), "GET of the mailbox: " + state);
                return Verification.of(state, List.of()).basedOn(shown);
            }
            if (api.call(guard, "GET", "", "").body().lines().anyMatch(name::equals)) {
                return Verification.unknown("the mailbox is listed, and not shown");
            }
            Evidence absent = Evidence.absent(clock.instant(), "GET of the mailbox: 404");
            return Verification.gone(absent.and(Evidence.absent(clock.instant(), "list of the mailboxes: not there")));
        }
    }
}
