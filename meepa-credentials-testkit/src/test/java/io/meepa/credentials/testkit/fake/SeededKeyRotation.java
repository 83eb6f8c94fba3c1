package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Instant;
import java.util.List;

/** Bugs of a rotation. */
record SeededKeyRotation(SecretRotation rotation, KeyClient client, SeededIssueRequests requests, FakeKeyBug bug)
        implements SecretRotation {

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        String old = current.secret(ItemKeys.API_KEY_ID).reveal();
        if (bug == FakeKeyBug.ENDS_THE_OLD_SECRET_FIRST) {
            client.send(KeyRequest.deleteKey(old));
        }
        Renewed renewed = rotation.renew(current, requests.seeded(request));
        return switch (bug) {
            case RETIRES_AT_ONCE -> {
                client.send(KeyRequest.deleteKey(old));
                yield renewed;
            }
            case ENDS_THE_OLD_SECRET -> {
                client.send(KeyRequest.deleteKey(old));
                yield renewed.replacing(List.of());
            }
            case ENDS_THE_OLD_SECRET_FIRST -> renewed.replacing(List.of());
            default -> renewed;
        };
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        return rotation.works(renewed, requests.guard(guard));
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        return bug == FakeKeyBug.RETIRES_NOTHING
                ? RevocationResult.revoked(Evidence.shown(Instant.EPOCH, "said, not done"))
                : rotation.retire(request.guardedBy(requests.guard(request.guard())));
    }
}
