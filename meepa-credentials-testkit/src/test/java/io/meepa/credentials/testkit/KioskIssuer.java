package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.UpstreamResource;
import io.meepa.credentials.spi.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Account first, then its key; each reported before the next call. */
final class KioskIssuer implements CredentialIssuer {

    static final String ACCOUNT = "account";
    static final String KEY = "key";

    private final Kiosk kiosk;
    private final SecretSource operatorKey;
    private final KioskBug bug;
    private final Exchanger<String> meeting = new Exchanger<>();
    private volatile String sharedTag = "";
    private boolean closed;

    KioskIssuer(Kiosk kiosk, SecretSource operatorKey, KioskBug bug) {
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
        return kiosk.findAccount(request.tag().text())
                .map(KioskIssuer::told)
                .orElse(new Verification(
                        bug == KioskBug.VERIFIES_BLINDLY ? Verification.State.LIVE : Verification.State.GONE,
                        List.of()));
    }

    private static Verification told(Kiosk.Account account) {
        return new Verification(
                account.open() ? Verification.State.LIVE : Verification.State.SUSPENDED,
                account.tidy() ? List.of() : List.of("it is untidy"));
    }

    @Override
    public Verification repair(AgentCredential credential, IssueRequest request) {
        Verification before = verify(credential, request);
        if (before.differences().isEmpty()) {
            return before;
        }
        if (bug == KioskBug.REPAIRS_IN_WORDS) {
            return new Verification(before.state(), List.of());
        }
        kiosk.tidy(credential.secret(ACCOUNT).reveal());
        return verify(credential, request);
    }

    @Override
    public SecretRotation rotation() {
        return new KioskRotation(kiosk, bug, this);
    }

    @Override
    public ResourceSuspension suspension() {
        if (bug == KioskBug.OFFERS_NO_SUSPENSION) {
            throw new ProviderUnsupportedException("kiosk: no");
        }
        return new KioskSuspension(kiosk, bug, this);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        if (bug == KioskBug.REVOKES_NOTHING) {
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
            if (!deleted && bug == KioskBug.REVOKES_ONCE) {
                throw new ProviderRejectedException("kiosk: not found");
            }
            return deleted ? RevocationResult.revoked() : RevocationResult.alreadyGone();
        });
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.of(kiosk.all().stream()
                .filter(account ->
                        bug == KioskBug.LISTS_EVERYTHING || account.tag().startsWith(namespace + "."))
                .map(account -> new TaggedResource(new UpstreamResource(ACCOUNT, account.id()), account.tag(), "live"))
                .toList());
    }

    @Override
    public void close() {
        if (closed && bug == KioskBug.CLOSES_ONCE) {
            throw new IllegalStateException("already closed");
        }
        closed = true;
    }

    private Issued issued(IssueRequest request, String tag) {
        UpstreamResource account = new UpstreamResource(ACCOUNT, account(request, tag));
        if (bug != KioskBug.REPORTS_LATE) {
            report(request, account, Map.of());
        }
        Optional<Secret> known = request.resumption()
                .flatMap(earlier -> Optional.ofNullable(earlier.secrets().get(KEY)));
        Optional<String> knownId = request.resumption().flatMap(earlier -> earlier.resource(KEY));
        if (known.isPresent() && knownId.isPresent()) {
            return credential(account.id(), knownId.get(), known.get());
        }
        if (bug != KioskBug.FORGETS_TO_LOOK) {
            kiosk.keyIds(tag).forEach(kiosk::deleteKey);
        }
        Kiosk.Key key = kiosk.createKey(tag);
        if (bug == KioskBug.REPORTS_LATE) {
            report(request, account, Map.of());
        }
        Map<String, Secret> secrets = bug == KioskBug.HIDES_SHOWN_ONCE_SECRET ? Map.of() : Map.of(KEY, key.value());
        report(request, new UpstreamResource(KEY, key.id()), secrets);
        return credential(account.id(), key.id(), key.value());
    }

    private String account(IssueRequest request, String tag) {
        Optional<String> known = request.resumption().flatMap(earlier -> earlier.resource(ACCOUNT));
        if (known.isPresent()) {
            return known.get();
        }
        if (bug == KioskBug.FORGETS_TO_LOOK) {
            return kiosk.createAccount(tag).id();
        }
        Optional<Kiosk.Account> found = kiosk.findAccount(tag);
        found.ifPresent(account -> {
            if (!account.owner().equals(Kiosk.US) && bug != KioskBug.ADOPTS_STRANGERS) {
                throw new ProviderRejectedException("kiosk: the name is taken by somebody else");
            }
        });
        return found.orElseGet(() -> kiosk.createAccount(tag)).id();
    }

    private void report(IssueRequest request, UpstreamResource resource, Map<String, Secret> secrets) {
        try {
            request.checkpoint().reached(resource, secrets);
        } catch (CredentialException e) {
            if (bug != KioskBug.GOES_ON_AFTER_CRASH) {
                throw e;
            }
        }
    }

    private Issued credential(String account, String key, Secret value) {
        List<CredentialItem> items = new ArrayList<>();
        if (bug != KioskBug.FORGETS_IDS) {
            items.add(new CredentialItem(ACCOUNT, Secret.of(account), ItemType.OTHER));
            items.add(new CredentialItem(KEY, Secret.of(key), ItemType.OTHER));
        }
        items.add(new CredentialItem("value", value, ItemType.OTHER));
        Issued.Standing standing = bug == KioskBug.ADOPTS_STRANGERS ? Issued.Standing.FOUND : Issued.Standing.CREATED;
        return new Issued("Kiosk", items, Metadata.empty(), standing, "");
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
        if (bug != KioskBug.SHARES_STATE) {
            return request.tag().text();
        }
        sharedTag = request.tag().text();
        try {
            meeting.exchange("", 200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return sharedTag; // Nobody else is here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sharedTag;
    }

    <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (Kiosk.Trouble e) {
            throw bug == KioskBug.THROWS_UNTYPED ? new IllegalStateException("kiosk failed") : typed(e);
        }
    }

    private CredentialException typed(Kiosk.Trouble trouble) {
        if (bug == KioskBug.REPEATS_SECRETS) {
            return new ProviderIndeterminateException("kiosk: " + trouble.getMessage());
        }
        return switch (trouble.kind()) {
            case UNREACHABLE -> new ProviderUnavailableException("kiosk cannot be reached");
            case REFUSED ->
                bug == KioskBug.CALLS_REFUSAL_UNKNOWN
                        ? new ProviderIndeterminateException("kiosk refused")
                        : new ProviderRejectedException("kiosk refused");
            case ANSWER_LOST ->
                bug == KioskBug.CALLS_UNKNOWN_REFUSED
                        ? new ProviderRejectedException("kiosk did not answer")
                        : new ProviderIndeterminateException("kiosk did not answer");
            case SECRET_ECHOED -> new ProviderIndeterminateException("kiosk failed");
        };
    }
}
