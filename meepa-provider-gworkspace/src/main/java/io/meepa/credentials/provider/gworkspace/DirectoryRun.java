package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.ApiRun;
import io.meepa.credentials.provider.support.absence.AbsenceProof;
import io.meepa.credentials.provider.support.absence.AbsenceProof.Look;
import io.meepa.credentials.provider.support.absence.AccountCheck;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.report.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The calls of one piece of work. The directory is consistent only after a while: a user that was just made may be unknown
 * (404) or incomplete (412) for a minute or more, so changes to a user that is known to exist are repeated until the budget
 * is spent.
 */
final class DirectoryRun {

    /** How long a user that was seen before must stay unknown to count as gone. */
    private static final Duration CERTAINTY = Duration.ofSeconds(10);

    private static final String[] USERS = {"admin", "directory", "v1", "users"};
    private static final int PAGE = 100;
    private static final int FORBIDDEN = 403;

    private final ApiRun run;
    private final WorkspaceSettings settings;
    private final RandomGenerator random;
    private final Runnable forgetToken;

    DirectoryRun(ApiRun run, WorkspaceSettings settings, RandomGenerator random, Runnable forgetToken) {
        this.run = run;
        this.settings = settings;
        this.random = random;
        this.forgetToken = forgetToken;
    }

    /** Returns evidence of what the directory showed or did. */
    Evidence shown(String finding) {
        return Evidence.shown(run.now(), finding);
    }

    /** Returns evidence of what the directory did not have. */
    Evidence absent(String finding) {
        return Evidence.absent(run.now(), finding);
    }

    /** Returns evidence of what is on record. */
    Evidence recorded(String finding) {
        return Evidence.recorded(run.now(), finding);
    }

    /** Looks once. */
    Optional<WorkspaceUser> find(String userKey) {
        ApiAnswer answer = send(ApiRequest.get("read the user", path(userKey)));
        return answer.absent() ? Optional.empty() : Optional.of(WorkspaceUser.of(answer.required()));
    }

    /** Looks for a user that may have been made just now, until the budget is spent. */
    Optional<WorkspaceUser> await(String userKey) {
        return await(userKey, settings.consistencyBudget());
    }

    /**
     * Looks for a user that was made just now: reads may not show it, or not to us, until the change is known everywhere
     * (404, 403), so both are waited out.
     */
    Optional<WorkspaceUser> awaitOwn(String userKey) {
        RetryBudget budget = budgetOf(settings.consistencyBudget());
        while (true) {
            ApiAnswer answer = send(ApiRequest.get("read the user", path(userKey)));
            if (!answer.absent() && answer.status() != FORBIDDEN) {
                return Optional.of(WorkspaceUser.of(answer.required()));
            }
            if (!budget.more()) {
                return Optional.empty();
            }
        }
    }

    /** Looks for a user that was seen before: gone only if it stays unknown, and a listing does not have it either. */
    Sighting<WorkspaceUser> seek(String id, Supplier<AccountCheck> account) {
        Look<WorkspaceUser> read = new Look<>("read the user", () -> find(id));
        Look<WorkspaceUser> listed = new Look<>("list the users", () -> listed(id, Map.of()));
        return AbsenceProof.of(run, CERTAINTY).seek(read, listed, account);
    }

    /** Returns what shows that a user was deleted, for twenty days after it was. */
    Optional<Evidence> deletion(String id) {
        return listed(id, Map.of("showDeleted", "true"))
                .map(user -> shown("list the deleted users: " + id + " is among them"));
    }

    /** Returns the id of the customer that the domain belongs to, if the directory says so of a user, or of a deleted one. */
    Optional<String> customer() {
        return customer(false).or(() -> customer(true));
    }

    private Optional<String> customer(boolean deleted) {
        ApiRequest first = ApiRequest.get("list the users", USERS)
                .query("domain", settings.domain())
                .query("maxResults", "1");
        JsonNode answer =
                send(deleted ? first.query("showDeleted", "true") : first).required();
        String customer = answer.path("users").path(0).path("customerId").asText("");
        return Optional.of(customer).filter(id -> !id.isEmpty());
    }

    private Optional<WorkspaceUser> listed(String id, Map<String, String> filter) {
        return list(filter).stream().filter(user -> user.id().equals(id)).findFirst();
    }

    /** Safe to repeat: the upstream refuses a second user of the same address. */
    ApiAnswer insert(ObjectNode user, Secret password) {
        RetryBudget budget = budgetOf(settings.consistencyBudget());
        ApiRequest request = ApiRequest.post("create the user", USERS)
                .json(user.put("password", password.reveal()))
                .hiding(password)
                .repeatable();
        ApiAnswer answer = send(request);
        while (answer.code().equals(DirectoryErrors.NOT_READY) && budget.more()) {
            answer = send(request);
        }
        return answer;
    }

    /** Gives a user a password and lets it in. */
    void reset(String id, Secret password) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.put("password", password.reveal()).put("suspended", false);
        change(ApiRequest.put("set the user's password", path(id)).json(change).hiding(password));
    }

    /** Gives a user another password, and changes nothing else of it. */
    void password(String id, Secret password) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("password", password.reveal());
        change(ApiRequest.put("renew the user's password", path(id))
                .json(change)
                .hiding(password));
    }

    /** Locks a user out. Needs no scope beyond that of making users. */
    void lock(String id) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("suspended", true);
        change(ApiRequest.put("suspend the user", path(id)).json(change));
    }

    /** Locks a user out, from the sessions that it has too. */
    void suspend(String id) {
        lock(id);
        change(ApiRequest.post("sign the user out", path(id, "signOut")).repeatable());
    }

    /** Lets a user in again. */
    void restore(String id) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("suspended", false);
        change(ApiRequest.put("restore the user", path(id)).json(change));
    }

    /** Deletes a user that was seen; returns what proves that it was gone before, if it was. */
    Optional<Evidence> delete(String id, Supplier<AccountCheck> account) {
        RetryBudget budget = budgetOf(settings.consistencyBudget());
        while (true) {
            ApiAnswer answer = deleteOnce(id);
            if (answer.done()) {
                return Optional.empty();
            }
            if (answer.absent()) {
                Sighting<WorkspaceUser> seen = seek(id, account);
                if (seen.settled().isEmpty()) {
                    return seen.evidence();
                }
            }
            requirePassing(answer);
            if (!budget.more()) {
                throw notReady();
            }
        }
    }

    ApiAnswer deleteOnce(String id) {
        return send(ApiRequest.delete("delete the user", path(id)));
    }

    /** Lists users of the domain, page by page. */
    List<WorkspaceUser> list(Map<String, String> filter) {
        List<WorkspaceUser> users = new ArrayList<>();
        String page = "";
        do {
            ApiRequest request = ApiRequest.get("list the users", USERS)
                    .query("domain", settings.domain())
                    .query("maxResults", String.valueOf(PAGE));
            for (Map.Entry<String, String> parameter : filter.entrySet()) {
                request = request.query(parameter.getKey(), parameter.getValue());
            }
            JsonNode answer = send(page.isEmpty() ? request : request.query("pageToken", page))
                    .required();
            answer.path("users").forEach(user -> users.add(WorkspaceUser.of(user)));
            page = answer.path("nextPageToken").asText("");
        } while (!page.isEmpty());
        return users;
    }

    private Optional<WorkspaceUser> await(String userKey, Duration limit) {
        RetryBudget budget = budgetOf(limit);
        Optional<WorkspaceUser> user = find(userKey);
        while (user.isEmpty() && budget.more()) {
            user = find(userKey);
        }
        return user;
    }

    private void change(ApiRequest request) {
        RetryBudget budget = budgetOf(settings.consistencyBudget());
        ApiAnswer answer = send(request);
        while (!answer.done()) {
            requirePassing(answer);
            if (!budget.more()) {
                throw notReady();
            }
            answer = send(request);
        }
    }

    /** A change may also be answered with 409 although nothing is in its way. */
    private static void requirePassing(ApiAnswer answer) {
        boolean passing = answer.absent()
                || answer.code().equals(DirectoryErrors.NOT_READY)
                || answer.code().equals(DirectoryErrors.DUPLICATE);
        if (!passing) {
            throw answer.refusal("");
        }
    }

    private static ProviderUnavailableException notReady() {
        return new ProviderUnavailableException(
                "Google Workspace does not let the user be changed yet: it is still being"
                        + " made. The next run continues from here; raise consistency_budget to wait longer");
    }

    /** A token may have been withdrawn before its time: one other is tried. */
    private ApiAnswer send(ApiRequest request) {
        ApiAnswer answer = run.send(request);
        if (answer.done() || answer.status() != 401) {
            return answer;
        }
        forgetToken.run();
        return run.send(request);
    }

    private RetryBudget budgetOf(Duration limit) {
        return new RetryBudget(limit, run::pause, random);
    }

    private static String[] path(String... below) {
        List<String> segments = new ArrayList<>(List.of(USERS));
        segments.addAll(List.of(below));
        return segments.toArray(String[]::new);
    }

    /**
     * Waits a little longer each time, until a budget is spent. It is the waits that are summed up, not the clock's time:
     * every call between them has a deadline of its own. Not thread-safe.
     */
    private static final class RetryBudget {

        private static final Duration FIRST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofSeconds(15);

        private final Predicate<Duration> pause;
        private final RandomGenerator random;
        private Duration left;
        private Duration next = FIRST;

        /** The pause returns false if it could not wait. */
        RetryBudget(Duration budget, Predicate<Duration> pause, RandomGenerator random) {
            this.left = budget;
            this.pause = pause;
            this.random = random;
        }

        /** Waits; returns false, without waiting, once the budget is spent. */
        boolean more() {
            if (left.isZero()) {
                return false;
            }
            Duration wait = shorter(jittered(), left);
            left = left.minus(wait);
            next = shorter(next.multipliedBy(2), LONGEST);
            return pause.test(wait);
        }

        /** Between half of the bound and all of it. */
        private Duration jittered() {
            long half = next.toMillis() / 2;
            return Duration.ofMillis(half + random.nextLong(half + 1));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
