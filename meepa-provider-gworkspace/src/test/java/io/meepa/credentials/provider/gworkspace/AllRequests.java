package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Seen;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.testkit.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of request that the provider sends to the directory, as it was sent. */
final class AllRequests {

    private AllRequests() {}

    static List<Seen> sent() {
        try (WorkspaceFixture scene = new WorkspaceFixture()) {
            exercise(scene);
            return scene.workspace.seen.stream()
                    .filter(call -> !call.path().equals("/token"))
                    .toList();
        }
    }

    private static void exercise(WorkspaceFixture scene) {
        scene.settings.putAll(Map.of("org_unit_path", "/Agents", "on_revoke", "suspend"));
        scene.workspace.plan("POST", FakeWorkspace.USERS, How.CUT_AFTER, new Answer(0, ""));
        Ledger ledger = WorkspaceFixture.ledger();
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));
        scene.workspace.existing("a@agents.example", "test.a");
        scene.workspace.existing("b@agents.example", "test.b");
        scene.issuer().verify(credential, WorkspaceFixture.request(WorkspaceFixture.ledger(), AgentProfile.none()));
        scene.issuer().inventory("test");
        scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.of(credential)));
        scene.settings.put("on_revoke", "delete");
        scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.of(credential)));
    }
}
