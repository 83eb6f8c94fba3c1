package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.call.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Account first, then its key; each reported before the next call. */
final class FakeKeyIssuer implements CredentialIssuer {

    static final String ACCOUNT = "account";
    static final String KEY = "key";

    private final FakeKeyService kiosk;
    private final SecretSource operatorKey;
    private final FakeKeyBug bug;
    private final Exchanger<String> meeting = new Exchanger<>();
    private volatile String sharedTag = "";
    private boolean closed;

    FakeKeyIssuer(FakeKeyService kiosk, SecretSource operatorKey, FakeKeyBug bug) {
        this.kiosk = kiosk;
        this.operatorKey = operatorKey;
        this.bug = bug;
    }

    @Override
    public Issued issue(IssueRequest request) {
        operatorKey.read().close();
        return translated(() -> issued(request, tag(request)));
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        if (elsewhere()) {
            return Verification.unknown("the key is of another account");
        }
        String tag = request.tag().text();
        Optional<FakeKeyService.Account> account = kiosk.findAccount(tag);
        if (account.isEmpty() && bug != FakeKeyBug.BELIEVES_ONE_LOOK) {
            account = kiosk.all().stream().filter(one -> one.tag().equals(tag)).findFirst();
        }
        if (account.isPresent()) {
            return verification(account.get());
        }
        return bug == FakeKeyBug.VERIFIES_BLINDLY
                ? Verification.live(List.of())
                : Verification.gone(Evidence.of(Instant.EPOCH, "find the account, then list all: not there"));
    }

    private static Verification verification(FakeKeyService.Account account) {
        return Verification.of(
                account.open() ? Verification.State.LIVE : Verification.State.SUSPENDED,
                account.tidy() ? List.of() : List.of("it is untidy"));
    }

    @Override
    public Verification repair(AgentCredential credential, IssueRequest request) {
        Verification before = verify(credential, request);
        if (before.differences().isEmpty()) {
            return before;
        }
        if (bug == FakeKeyBug.REPAIRS_IN_WORDS) {
            return Verification.of(before.state(), List.of());
        }
        kiosk.tidy(credential.secret(ACCOUNT).reveal());
        return verify(credential, request);
    }

    @Override
    public Optional<SecretRotation> rotation() {
        return Optional.of(new FakeKeyRotation(kiosk, bug, this));
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        return bug == FakeKeyBug.OFFERS_NO_SUSPENSION
                ? Optional.empty()
                : Optional.of(new FakeKeySuspension(kiosk, bug, this));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        if (elsewhere()) {
            throw new ProviderRejectedException("kiosk: the key is of another account");
        }
        if (bug == FakeKeyBug.REVOKES_NOTHING) {
            return RevocationResult.revoked();
        }
        return translated(() -> {
            boolean deleted = false;
            for (String id : ids(request, KEY)) {
                deleted |= kiosk.deleteKey(id);
            }
            for (String id : ids(request, ACCOUNT)) {
                deleted |= kiosk.deleteAccount(id);
            }
            if (!deleted && bug == FakeKeyBug.REVOKES_ONCE) {
                throw new ProviderRejectedException("kiosk: not found");
            }
            return deleted
                    ? RevocationResult.revoked()
                    : RevocationResult.alreadyGone(Evidence.of(Instant.EPOCH, "looked: absent"));
        });
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(kiosk.all().stream()
                .filter(account ->
                        bug == FakeKeyBug.LISTS_EVERYTHING || account.tag().startsWith(namespace + "."))
                .map(account -> new TaggedResource(new UpstreamResource(ACCOUNT, account.id()), account.tag(), "live"))
                .toList());
    }

    private boolean elsewhere() {
        try (Secret key = operatorKey.read()) {
            return key.matches(FakeKeyService.OTHER_OPERATOR);
        }
    }

    @Override
    public void close() {
        if (closed && bug == FakeKeyBug.CLOSES_ONCE) {
            throw new IllegalStateException("already closed");
        }
        closed = true;
    }

    private Issued issued(IssueRequest request, String tag) {
        UpstreamResource account = new UpstreamResource(ACCOUNT, account(request, tag));
        if (bug != FakeKeyBug.REPORTS_LATE) {
            report(request, account, Map.of());
        }
        Optional<Secret> known = request.resumption()
                .flatMap(earlier -> Optional.ofNullable(earlier.secrets().get(KEY)));
        Optional<String> knownId = request.resumption().flatMap(earlier -> earlier.resource(KEY));
        if (known.isPresent() && knownId.isPresent()) {
            return credential(account.id(), knownId.get(), known.get());
        }
        if (bug != FakeKeyBug.FORGETS_TO_LOOK) {
            kiosk.keyIds(tag).forEach(kiosk::deleteKey);
        }
        FakeKeyService.Key key = kiosk.createKey(tag);
        if (bug == FakeKeyBug.REPORTS_LATE) {
            report(request, account, Map.of());
        }
        Map<String, Secret> secrets = bug == FakeKeyBug.HIDES_SHOWN_ONCE_SECRET ? Map.of() : Map.of(KEY, key.value());
        report(request, new UpstreamResource(KEY, key.id()), secrets);
        return credential(account.id(), key.id(), key.value());
    }

    private String account(IssueRequest request, String tag) {
        Optional<String> known = request.resumption().flatMap(earlier -> earlier.resource(ACCOUNT));
        if (known.isPresent()) {
            return known.get();
        }
        if (bug == FakeKeyBug.FORGETS_TO_LOOK) {
            return kiosk.createAccount(tag).id();
        }
        Optional<FakeKeyService.Account> found = kiosk.findAccount(tag);
        found.ifPresent(account -> {
            if (!account.owner().equals(FakeKeyService.US) && bug != FakeKeyBug.ADOPTS_STRANGERS) {
                throw new ProviderRejectedException("kiosk: the name is taken");
            }
        });
        return found.orElseGet(() -> kiosk.createAccount(tag)).id();
    }

    private void report(IssueRequest request, UpstreamResource resource, Map<String, Secret> secrets) {
        try {
            request.checkpoint().reached(resource, secrets);
        } catch (CredentialException e) {
            if (bug != FakeKeyBug.GOES_ON_AFTER_CRASH) {
                throw e;
            }
        }
    }

    private Issued credential(String account, String key, Secret value) {
        List<CredentialItem> items = new ArrayList<>();
        if (bug != FakeKeyBug.FORGETS_IDS) {
            items.add(new CredentialItem(ACCOUNT, Secret.of(account), ItemType.OTHER));
            items.add(new CredentialItem(KEY, Secret.of(key), ItemType.OTHER));
        }
        items.add(new CredentialItem("value", value, ItemType.OTHER));
        Issued.Standing standing = bug == FakeKeyBug.ADOPTS_STRANGERS ? Issued.Standing.FOUND : Issued.Standing.CREATED;
        return Issued.of(standing, "FakeKeyService", items);
    }

    private static List<String> ids(RevokeRequest request, String kind) {
        List<String> ids = new ArrayList<>(request.resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(UpstreamResource::id)
                .toList());
        request.credential()
                .flatMap(credential -> credential.item(kind))
                .ifPresent(item -> ids.add(item.value().reveal()));
        return ids;
    }

    /** With the bug, what one thread asks for another may overwrite: the meeting makes sure that it does. */
    private String tag(IssueRequest request) {
        if (bug != FakeKeyBug.SHARES_STATE) {
            return request.tag().text();
        }
        sharedTag = request.tag().text();
        try {
            meeting.exchange("", 200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return sharedTag; // There is no other holder.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sharedTag;
    }

    <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (FakeKeyService.Trouble e) {
            throw bug == FakeKeyBug.THROWS_UNTYPED ? new IllegalStateException("kiosk failed") : typed(e);
        }
    }

    private CredentialException typed(FakeKeyService.Trouble trouble) {
        if (bug == FakeKeyBug.REPEATS_SECRETS) {
            return new ProviderIndeterminateException("kiosk: " + trouble.getMessage());
        }
        return switch (trouble.kind()) {
            case UNREACHABLE -> new ProviderUnavailableException("kiosk cannot be reached");
            case REFUSED ->
                bug == FakeKeyBug.CALLS_REFUSAL_UNKNOWN
                        ? new ProviderIndeterminateException("kiosk refused")
                        : new ProviderRejectedException("kiosk refused");
            case ANSWER_LOST ->
                bug == FakeKeyBug.CALLS_UNKNOWN_REFUSED
                        ? new ProviderRejectedException("kiosk did not answer")
                        : new ProviderIndeterminateException("kiosk did not answer");
            case SECRET_ECHOED -> new ProviderIndeterminateException("kiosk failed");
        };
    }
}
