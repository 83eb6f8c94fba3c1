package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A second key beside the first, which is deleted later. */
record FakeKeyRotation(FakeKeyService kiosk, FakeKeyBug bug, FakeKeyIssuer issuer) implements SecretRotation {

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        String old = current.secret(FakeKeyIssuer.KEY).reveal();
        FakeKeyService.Key key = earlier(request).orElseGet(() -> issuer.translated(() -> made(request)));
        if (bug == FakeKeyBug.RETIRES_AT_ONCE) {
            kiosk.deleteKey(old);
        }
        return Renewed.of(List.of(
                        new CredentialItem(FakeKeyIssuer.KEY, Secret.of(key.id()), ItemType.OTHER),
                        new CredentialItem("value", key.value(), ItemType.OTHER)))
                .replacing(List.of(new UpstreamResource(FakeKeyIssuer.KEY, old)));
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        return kiosk.knows(renewed.secret("value"));
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        if (bug != FakeKeyBug.RETIRES_NOTHING) {
            request.resources().forEach(key -> kiosk.deleteKey(key.id()));
        }
        return RevocationResult.revoked();
    }

    private static Optional<FakeKeyService.Key> earlier(IssueRequest request) {
        return request.resumption()
                .flatMap(earlier -> earlier.resource(FakeKeyIssuer.KEY)
                        .map(id -> new FakeKeyService.Key(
                                id,
                                request.tag().text(),
                                earlier.secrets().getOrDefault(FakeKeyIssuer.KEY, Secret.of("lost")))));
    }

    private FakeKeyService.Key made(IssueRequest request) {
        if (bug != FakeKeyBug.RENEWS_WITHOUT_A_LOOK) {
            kiosk.keyIds(request.tag().text()).forEach(kiosk::deleteKey);
        }
        FakeKeyService.Key key = kiosk.createKey(request.tag().text());
        request.checkpoint()
                .reached(new UpstreamResource(FakeKeyIssuer.KEY, key.id()), Map.of(FakeKeyIssuer.KEY, key.value()));
        return key;
    }
}
