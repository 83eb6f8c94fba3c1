package org.example.postbox;

import static io.meepa.credentials.spi.Capabilities.Cost.FREE;
import static io.meepa.credentials.spi.Capabilities.Creation.FINDABLE;
import static io.meepa.credentials.spi.Capabilities.Revocation.FINAL;
import static io.meepa.credentials.spi.Capabilities.SecretVisibility.NONE;
import static io.meepa.credentials.spi.Issued.Standing.CREATED;
import static io.meepa.credentials.spi.Issued.Standing.FOUND;

import com.google.auto.service.AutoService;
import io.meepa.credentials.*;
import io.meepa.credentials.spi.*;
import io.meepa.credentials.spi.Verification.State;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.*;

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
        return new Capabilities(FINDABLE, NONE, FINAL, FREE); // None is shown: the password is ours.
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Issuer(PostboxApi.of(context.settings()), context.settings().requiredText("domain"));
    }

    private record Issuer(PostboxApi api, String domain) implements CredentialIssuer {

        @Override
        public Optional<String> unavailable() {
            boolean set = api.key().available();
            return set ? Optional.empty() : Optional.of(api.key().describe() + " is not set: export it");
        }

        @Override
        public Issued issue(IssueRequest request) {
            String name = request.profile().emailPrefix().orElse(request.agent().value());
            Secret password = request.resumption()
                    .map(earlier -> earlier.secrets().get("password"))
                    .orElseGet(() -> Secret.of(new BigInteger(160, new SecureRandom()).toString(36)));
            request.checkpoint().reached(new UpstreamResource("mailbox", name), Map.of("password", password));
            String form = "note=" + request.tag() + "&password=" + password.reveal();
            boolean created = api.call("PUT", name, form).statusCode() == 201; // 409 if the name is taken
            if (!created && state(name, request.tag()) != State.LIVE) {
                throw new ProviderRejectedException(name + "@" + domain + " is somebody else's: set email_prefix");
            }
            List<CredentialItem> items = List.of(
                    new CredentialItem("mailbox", Secret.of(name), ItemType.USERNAME),
                    new CredentialItem(ItemKeys.ADDRESS, Secret.of(name + "@" + domain), ItemType.EMAIL),
                    new CredentialItem(ItemKeys.PASSWORD, password, ItemType.PASSWORD));
            return new Issued("Email", items, Metadata.empty(), created ? CREATED : FOUND, "");
        }

        @Override
        public Verification verify(AgentCredential credential, IssueRequest request) {
            return new Verification(state(credential.secret("mailbox").reveal(), request.tag()), List.of());
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            Set<String> names = new TreeSet<>();
            request.resources().forEach(resource -> names.add(resource.id()));
            request.credential()
                    .ifPresent(stored -> names.add(stored.secret("mailbox").reveal()));
            names.removeIf(name -> state(name, request.tag()) != State.LIVE);
            names.forEach(name -> api.call("DELETE", name, ""));
            return names.isEmpty() ? RevocationResult.alreadyGone() : RevocationResult.revoked();
        }

        private State state(String name, Tag tag) {
            HttpResponse<String> note = api.call("GET", name, "");
            boolean ours = note.body().strip().equals(tag.text());
            return note.statusCode() == 404 ? State.GONE : ours ? State.LIVE : State.FOREIGN;
        }
    }
}
