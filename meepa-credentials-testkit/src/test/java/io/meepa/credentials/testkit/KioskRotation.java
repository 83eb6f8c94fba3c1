package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A second key beside the first, which is deleted later. */
record KioskRotation(Kiosk kiosk, KioskBug bug, KioskIssuer issuer) implements SecretRotation {

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        String old = current.secret(KioskIssuer.KEY).reveal();
        Kiosk.Key key = earlier(request).orElseGet(() -> issuer.translated(() -> made(request)));
        if (bug == KioskBug.RETIRES_AT_ONCE) {
            kiosk.deleteKey(old);
        }
        return new Renewed(
                List.of(
                        new CredentialItem(KioskIssuer.KEY, Secret.of(key.id()), ItemType.OTHER),
                        new CredentialItem("value", key.value(), ItemType.OTHER)),
                Metadata.empty(),
                List.of(new UpstreamResource(KioskIssuer.KEY, old)),
                "");
    }

    @Override
    public boolean works(AgentCredential renewed) {
        return kiosk.knows(renewed.secret("value"));
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        if (bug != KioskBug.RETIRES_NOTHING) {
            request.resources().forEach(key -> kiosk.deleteKey(key.id()));
        }
        return RevocationResult.revoked();
    }

    private static Optional<Kiosk.Key> earlier(IssueRequest request) {
        return request.resumption()
                .flatMap(earlier -> earlier.resource(KioskIssuer.KEY)
                        .map(id -> new Kiosk.Key(
                                id,
                                request.tag().text(),
                                earlier.secrets().getOrDefault(KioskIssuer.KEY, Secret.of("lost")))));
    }

    private Kiosk.Key made(IssueRequest request) {
        if (bug != KioskBug.RENEWS_WITHOUT_A_LOOK) {
            kiosk.keyIds(request.tag().text()).forEach(kiosk::deleteKey);
        }
        Kiosk.Key key = kiosk.createKey(request.tag().text());
        request.checkpoint()
                .reached(new UpstreamResource(KioskIssuer.KEY, key.id()), Map.of(KioskIssuer.KEY, key.value()));
        return key;
    }
}
