package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one user: plan on record, insert, id on record, wait until it shows. The address is what keeps a repeat from making
 * another: the directory refuses it as taken, and then our tag shows whether it is ours.
 */
final class UserIssue {

    /** The kind of a user that exists. */
    static final String KIND = "user";

    /** The item that holds the user's immutable id. */
    static final String USER_ID = "user_id";

    /** The metadata that holds the tag as the user bears it. */
    static final String MARKER = "marker";

    private final DirectoryRun run;
    private final WorkspaceSettings settings;
    private final PasswordMaker passwords;
    private final IssueRequest request;
    private final String marker;

    UserIssue(DirectoryRun run, WorkspaceSettings settings, PasswordMaker passwords, IssueRequest request) {
        this.run = run;
        this.settings = settings;
        this.passwords = passwords;
        this.request = request;
        this.marker = Marker.of(request.tag());
    }

    Issued issue() {
        Optional<UserPlan> recorded = request.resumption().flatMap(UserPlan::recorded);
        Optional<String> id = request.resumption().flatMap(earlier -> earlier.resource(KIND));
        return id.map(known -> continued(recorded, known)).orElseGet(() -> create(recorded.orElseGet(this::plan)));
    }

    private UserPlan plan() {
        String address = UserPlan.address(request, settings.domain());
        refuseUsed(address);
        return recorded(address);
    }

    private UserPlan recorded(String address) {
        UserPlan plan = new UserPlan(address, passwords.password());
        plan.record(request);
        return plan;
    }

    /** A deleted user's address opens every account that the user had elsewhere: its next holder could reset them. */
    private void refuseUsed(String address) {
        boolean used = run.list(Map.of("showDeleted", "true")).stream().anyMatch(user -> user.isAt(address));
        if (used) {
            throw new ProviderRejectedException("the address " + address
                    + " was that of a user deleted in the last 20 days"
                    + " and is not given out again: set another identity.email_prefix for agent " + request.agent());
        }
    }

    private Issued create(UserPlan plan) {
        ApiAnswer answer = run.insert(plan.body(request, settings.orgUnit()), plan.password());
        if (answer.code().equals(DirectoryErrors.DUPLICATE)) {
            return adopted(plan, answer);
        }
        if (!answer.done()) {
            throw released(plan, answer.refusal(""));
        }
        String id = answer.text("id");
        reached(id);
        return issued(plan, awaited(id), Issued.Standing.CREATED);
    }

    /** The address is taken: by us, if an earlier attempt got through, or by another party. */
    private Issued adopted(UserPlan plan, ApiAnswer answer) {
        Optional<WorkspaceUser> holder = run.await(plan.address());
        if (holder.isEmpty()) {
            throw taken(plan, answer);
        }
        WorkspaceUser user = holder.get();
        if (!user.bears(marker) || !user.isAt(plan.address())) {
            request.checkpoint()
                    .gone(
                            plan.resource(),
                            run.shown(
                                    "create the user: another party has the address")); // So that another prefix can be
            // tried.
            throw new ProviderRejectedException(
                    "the address " + plan.address() + " belongs to a user that is not ours, as"
                            + " its own or as an alias; it was not touched. Set another identity.email_prefix for agent "
                            + request.agent());
        }
        reached(user.id());
        run.reset(user.id(), plan.password());
        boolean now = request.resumption().isEmpty();
        return issued(plan, user, now ? Issued.Standing.CREATED : Issued.Standing.FOUND);
    }

    /** Only where nothing was sent before can a user that does not show not be ours. */
    private ProviderException taken(UserPlan plan, ApiAnswer answer) {
        if (request.resumption().isPresent()) {
            return new ProviderIndeterminateException("Google Workspace says that " + plan.address()
                    + " is taken, but does"
                    + " not show by whom. If it is the user of an earlier attempt, the next run finds it; if it is a group,"
                    + " forget the operation and set another identity.email_prefix for agent " + request.agent());
        }
        return released(
                plan,
                answer.refusal("the address belongs to a group or to a user that does not show. Set another"
                        + " identity.email_prefix for agent " + request.agent()));
    }

    /** A plan that never was carried out need not be kept to. */
    private ProviderException released(UserPlan plan, ProviderException refusal) {
        if (refusal instanceof ProviderRejectedException && request.resumption().isEmpty()) {
            request.checkpoint()
                    .gone(plan.resource(), run.shown("create the user: refused, and nothing was sent before"));
        }
        return refusal;
    }

    private Issued continued(Optional<UserPlan> recorded, String id) {
        WorkspaceUser user = awaited(id);
        boolean renamed = recorded.filter(plan -> !user.isAt(plan.address())).isPresent();
        if (renamed || !user.bears(marker)) {
            throw new ProviderRejectedException("the user " + id + " of agent " + request.agent()
                    + " was renamed or lost" + " our mark since it was made; it was not touched. Undo the change");
        }
        UserPlan plan = recorded.orElseGet(() -> recorded(user.address()));
        run.reset(id, plan.password());
        return issued(plan, user, Issued.Standing.FOUND);
    }

    private WorkspaceUser awaited(String id) {
        return run.awaitOwn(id)
                .orElseThrow(() -> new ProviderIndeterminateException("Google Workspace made the user " + id
                        + " for agent "
                        + request.agent() + ", but does not show it yet. The next run continues from here; if an"
                        + " administrator deleted it, forget the operation"));
    }

    private void reached(String id) {
        request.checkpoint().reached(new UpstreamResource(KIND, id));
    }

    private Issued issued(UserPlan plan, WorkspaceUser user, Issued.Standing standing) {
        List<CredentialItem> items = List.of(
                new CredentialItem(ItemKeys.ADDRESS, Secret.of(plan.address()), ItemType.EMAIL),
                CredentialItem.shown(USER_ID, user.id()),
                new CredentialItem(ItemKeys.PASSWORD, plan.password(), ItemType.PASSWORD));
        Metadata metadata = Metadata.empty().with(MARKER, marker);
        Issued issued = Issued.of(standing, "Email", items).withMetadata(metadata);
        return user.customer().map(issued::onAccount).orElse(issued);
    }
}
