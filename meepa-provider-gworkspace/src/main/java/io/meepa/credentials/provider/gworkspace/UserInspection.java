package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what is stored with what the directory shows. Changes nothing. */
final class UserInspection {

    private final DirectoryRun run;
    private final WorkspaceSettings settings;

    UserInspection(DirectoryRun run, WorkspaceSettings settings) {
        this.run = run;
        this.settings = settings;
    }

    Verification verify(AgentCredential credential, IssueRequest request) {
        Optional<String> id = UserRevocation.id(credential).findFirst();
        if (id.isEmpty()) {
            return Verification.unknown();
        }
        UserAccount account = new UserAccount(run, settings.domain(), Optional.of(credential));
        Sighting<WorkspaceUser> seen = run.seek(id.get(), account::check);
        Optional<WorkspaceUser> user = seen.found();
        if (user.isEmpty()) {
            return seen.evidence().map(Verification::gone).orElseGet(() -> Verification.unknown(seen.doubt()));
        }
        if (!user.get().bears(marker(credential, request))) {
            return Verification.foreign("the user does not bear our tag");
        }
        State state = user.get().suspended() ? State.SUSPENDED : State.LIVE;
        return Verification.of(state, differences(user.get(), credential, request));
    }

    List<TaggedResource> inventory(String namespace) {
        List<TaggedResource> found = new ArrayList<>();
        for (WorkspaceUser user : run.list(Map.of())) {
            user.tags().stream()
                    .filter(tag -> tag.startsWith(namespace + "."))
                    .map(tag -> new TaggedResource(
                            new UpstreamResource(UserIssue.KIND, user.id()),
                            tag,
                            user.suspended() ? "suspended" : "active"))
                    .forEach(found::add);
        }
        return found;
    }

    static String marker(AgentCredential credential, IssueRequest request) {
        return credential.metadata().text(UserIssue.MARKER).orElseGet(() -> Marker.of(request.tag()));
    }

    private List<String> differences(WorkspaceUser user, AgentCredential credential, IssueRequest request) {
        List<String> differences = new ArrayList<>();
        String stored = credential.secret(ItemKeys.ADDRESS).reveal();
        if (!user.isAt(stored)) {
            differences.add("the user's address is " + user.address() + ", the stored one " + stored);
        }
        String asked = UserPlan.address(request, settings.domain());
        if (!user.isAt(asked)) {
            differences.add("the user's address is " + user.address() + ", the configuration asks for " + asked);
        }
        settings.orgUnit()
                .filter(path -> !path.equals(user.orgUnit()))
                .ifPresent(path ->
                        differences.add("the user is in " + user.orgUnit() + ", the configuration asks for " + path));
        return differences;
    }
}
