package io.meepa.credentials.testkit.fake;

import static io.meepa.credentials.testkit.fake.FakeKeyProvider.BOX_ID;
import static io.meepa.credentials.testkit.fake.FakeResource.KEY;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** A second key beside the first, which is deleted later. */
record FakeKeyRotation(Function<CallGuard, KeyClient> clients, boolean retrievable, Clock clock)
        implements SecretRotation {

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        KeyIssue issue = new KeyIssue(clients.apply(request.guard()), retrievable, request);
        String old = current.secret(ItemKeys.API_KEY_ID).reveal();
        KeyState.Key key = issue.key(current.secret(BOX_ID).reveal());
        Renewed renewed = Renewed.of(KeyIssue.items(key)).replacing(List.of(new UpstreamResource(KEY, old)));
        return key.end().map(renewed::expiringAt).orElse(renewed);
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        return clients.apply(guard).send(KeyRequest.works(renewed.secret(ItemKeys.API_KEY)));
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        return new BoxInspection(clients.apply(request.guard()), clock).retire(request);
    }
}
