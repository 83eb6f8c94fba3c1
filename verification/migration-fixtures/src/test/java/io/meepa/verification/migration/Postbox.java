package io.meepa.verification.migration;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.RevocationKeep;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider over a made-up service: a box, and a key of it that is shown once and goes with the box. It stays beside the
 * testkit's fake because the fixtures were made with it: its ids, items and calls stand in files that are never made again.
 * All that the fixtures use of the contract of providers stands here.
 *
 * @param id its id
 * @param category what it issues
 * @param traits what its service allows: {@code unrepeatable}, {@code irrevocable}, {@code session}; findable without
 * @param upstream what the service holds
 */
record Postbox(String id, Category category, Set<String> traits, Upstream upstream) implements CredentialProvider {

    private static final String BOX = "box";
    private static final String KEY = "key";
    private static final String BOX_ID = "box_id";
    private static final Duration LIFE = Duration.ofHours(1);

    static CredentialProvider of(String id, String category, Set<String> traits, Upstream upstream) {
        return new Postbox(id, Category.of(category), traits, upstream);
    }

    private boolean findable() {
        return !traits.contains("unrepeatable");
    }

    private boolean session() {
        return traits.contains("session");
    }

    @Override
    public Set<Category> categories() {
        return Set.of(category);
    }

    @Override
    public Capabilities capabilities() {
        Capabilities.Creation creation =
                findable() ? Capabilities.Creation.FINDABLE : Capabilities.Creation.UNREPEATABLE;
        return Capabilities.of(
                        session() ? Capabilities.Creation.LOCAL : creation,
                        Capabilities.SecretVisibility.SHOWN_ONCE,
                        traits.contains("irrevocable")
                                ? Capabilities.Revocation.UNSUPPORTED
                                : Capabilities.Revocation.FINAL,
                        Capabilities.Cost.FREE)
                .suspendable();
    }

    @Override
    public RevocationKeep revocationKeep(Category revoked, String service) {
        return RevocationKeep.items(BOX_ID, ItemKeys.API_KEY_ID);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Counter(this, context.clock());
    }

    /** The live object. */
    private record Counter(Postbox box, Clock clock)
            implements CredentialIssuer, SecretRotation, ResourceSuspension, TokenRefresh {

        private Upstream upstream() {
            return box.upstream;
        }

        @Override
        public Issued issue(IssueRequest request) {
            if (box.session()) {
                return Issued.needsPerson("Session", "sign in");
            }
            String tag = request.tag().text();
            Optional<String> known =
                    request.resumption().flatMap(left -> left.resource(BOX)).or(() -> found(request, tag));
            String boxId = known.orElseGet(() -> upstream().create(BOX, tag, "").id());
            request.checkpoint().reached(new UpstreamResource(BOX, boxId));
            upstream().step("reached box");
            CredentialItem[] key = key(request, boxId);
            List<CredentialItem> items = List.of(
                    new CredentialItem(ItemKeys.ADDRESS, Secret.of(boxId + "@post.test"), ItemType.EMAIL),
                    new CredentialItem(BOX_ID, Secret.of(boxId), ItemType.OTHER),
                    key[0],
                    key[1]);
            Issued issued = known.isPresent() ? Issued.found("Postbox", items) : Issued.created("Postbox", items);
            return issued.withMetadata(
                    Metadata.empty().with("size", 12).with("shared", false).with("street", "Elm"));
        }

        private Optional<String> found(IssueRequest request, String tag) {
            return request.resumption().isPresent() && box.findable()
                    ? upstream()
                            .all(thing ->
                                    thing.kind().equals(BOX) && thing.tag().equals(tag))
                            .stream()
                            .map(Upstream.Thing::id)
                            .findFirst()
                    : Optional.empty();
        }

        /** A key whose secret was recorded is kept; one that was not is removed, since nobody can read it again. */
        private CredentialItem[] key(IssueRequest request, String boxId) {
            Optional<Resumption> left = request.resumption();
            Optional<String> known = left.flatMap(earlier -> earlier.resource(KEY));
            Optional<Secret> secret = left.flatMap(
                    earlier -> Optional.ofNullable(earlier.secrets().get(ItemKeys.API_KEY)));
            if (known.isPresent() && secret.isPresent()) {
                return items(known.get(), secret.get());
            }
            String tag = request.tag().text();
            upstream()
                    .all(thing -> thing.kind().equals(KEY) && thing.tag().equals(tag))
                    .forEach(lost -> upstream().remove(lost.id()));
            Upstream.Thing made = upstream().create(KEY, tag, boxId);
            Secret value = Secret.of(made.secret());
            request.checkpoint().reached(new UpstreamResource(KEY, made.id()), Map.of(ItemKeys.API_KEY, value));
            upstream().step("reached key");
            return items(made.id(), value);
        }

        private static CredentialItem[] items(String id, Secret value) {
            return new CredentialItem[] {
                new CredentialItem(ItemKeys.API_KEY, value, ItemType.API_TOKEN),
                new CredentialItem(ItemKeys.API_KEY_ID, Secret.of(id), ItemType.OTHER)
            };
        }

        @Override
        public Optional<SecretRotation> rotation() {
            return Optional.of(this);
        }

        @Override
        public Renewed renew(AgentCredential current, IssueRequest request) {
            upstream().step("renew");
            List<UpstreamResource> old = stored(current, ItemKeys.API_KEY_ID)
                    .map(id -> new UpstreamResource(KEY, id))
                    .map(List::of)
                    .orElse(List.of());
            return Renewed.of(List.of(key(request, stored(current, BOX_ID).orElse(""))))
                    .replacing(old);
        }

        @Override
        public boolean works(AgentCredential renewed, CallGuard guard) {
            upstream().step("try");
            return stored(renewed, ItemKeys.API_KEY_ID)
                    .flatMap(upstream()::thing)
                    .isPresent();
        }

        @Override
        public RevocationResult retire(RevokeRequest request) {
            upstream().step("retire");
            upstream()
                    .named(
                            "asked to retire",
                            request.resources().stream()
                                    .map(UpstreamResource::id)
                                    .toList());
            boolean removed = false;
            for (UpstreamResource resource : request.resources()) {
                removed |= upstream().remove(resource.id());
            }
            return removed
                    ? RevocationResult.revoked(Evidence.shown(clock.instant(), "deleted"))
                    : RevocationResult.alreadyGone(gone());
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            upstream().step("revoke");
            if (box.traits.contains("irrevocable")) {
                return RevocationResult.unsupported("by hand only");
            }
            Set<String> ids = new LinkedHashSet<>();
            request.resources().forEach(resource -> ids.add(resource.id()));
            request.credential().ifPresent(credential -> {
                stored(credential, BOX_ID).ifPresent(ids::add);
                stored(credential, ItemKeys.API_KEY_ID).ifPresent(ids::add);
            });
            upstream().named("asked to revoke", ids);
            if (request.credential().isEmpty() && box.findable()) {
                upstream()
                        .all(thing -> thing.tag().equals(request.tag().text()))
                        .forEach(thing -> ids.add(thing.id()));
            }
            if (ids.isEmpty() && !box.findable()) {
                return RevocationResult.unsupported("nobody can look");
            }
            boolean removed = false;
            for (String id : ids) {
                removed |= upstream().remove(id);
            }
            return removed
                    ? RevocationResult.revoked(Evidence.shown(clock.instant(), "deleted"))
                    : RevocationResult.alreadyGone(gone());
        }

        @Override
        public Optional<ResourceSuspension> suspension() {
            return Optional.of(this);
        }

        @Override
        public Verification suspend(AgentCredential credential, IssueRequest request) {
            return switched(credential, true);
        }

        @Override
        public Verification resume(AgentCredential credential, IssueRequest request) {
            return switched(credential, false);
        }

        private Verification switched(AgentCredential credential, boolean off) {
            upstream().step("switch");
            stored(credential, BOX_ID).ifPresent(id -> upstream().suspend(id, off));
            upstream().step("switched");
            return verify(credential);
        }

        @Override
        public Verification verify(AgentCredential credential, IssueRequest request) {
            return verify(credential);
        }

        private Verification verify(AgentCredential credential) {
            return stored(credential, BOX_ID)
                    .flatMap(upstream()::thing)
                    .map(thing -> thing.suspended() ? Verification.suspended(List.of()) : Verification.live(List.of()))
                    .orElseGet(() -> Verification.gone(gone()));
        }

        /** The service of these tests is looked at directly: what is not there is gone. */
        private Evidence gone() {
            return Evidence.absent(clock.instant(), "list: not there")
                    .and(Evidence.absent(clock.instant(), "read by its id: not there"));
        }

        @Override
        public Optional<List<TaggedResource>> inventory(String namespace) {
            return box.findable()
                    ? Optional.of(upstream().all(thing -> thing.tag().startsWith(namespace + ".")).stream()
                            .map(thing -> new TaggedResource(
                                    new UpstreamResource(thing.kind(), thing.id()), thing.tag(), "live"))
                            .toList())
                    : Optional.empty();
        }

        @Override
        public Optional<TokenRefresh> refresh() {
            return Optional.of(this);
        }

        @Override
        public Repetition repetition(RefreshRequest request) {
            return box.session() && !box.traits.contains("repeatable") ? Repetition.ONE_TIME : Repetition.REPEATABLE;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            upstream().step("refresh");
            int number = box.session() && !box.traits.contains("repeatable")
                    ? upstream()
                            .trade(request.source()
                                    .secret(ItemKeys.REFRESH_TOKEN)
                                    .reveal())
                            .orElseThrow(() -> new ProviderRejectedException("the refresh token was spent"))
                    : upstream().another();
            upstream().step("refreshed");
            List<CredentialItem> items = box.session()
                    ? List.of(
                            token(ItemKeys.ACCESS_TOKEN, Upstream.accessToken(number)),
                            token(ItemKeys.REFRESH_TOKEN, Upstream.refreshToken(number)))
                    : List.of(token(ItemKeys.ACCESS_TOKEN, Upstream.accessToken(number)));
            return Refreshed.of(items).expiringAt(clock.instant().plus(LIFE));
        }

        private static CredentialItem token(String key, String value) {
            return new CredentialItem(key, Secret.of(value), ItemType.API_TOKEN);
        }

        private static Optional<String> stored(AgentCredential credential, String key) {
            return credential.item(key).map(item -> item.value().reveal());
        }
    }
}
