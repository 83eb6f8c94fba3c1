package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.UpstreamResource;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
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
        Optional<WorkspaceUser> user = run.findSeen(id.get());
        if (user.isEmpty()) {
            return new Verification(State.GONE, List.of());
        }
        if (!user.get().bears(marker(credential, request))) {
            return new Verification(State.FOREIGN, List.of("the user does not bear our tag"));
        }
        State state = user.get().suspended() ? State.SUSPENDED : State.LIVE;
        return new Verification(state, differences(user.get(), credential, request));
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
