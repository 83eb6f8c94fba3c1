package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.ApiRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Looks once. */
    Optional<WorkspaceUser> find(String userKey) {
        ApiAnswer answer = send(ApiRequest.get("read the user", path(userKey)));
        return answer.absent() ? Optional.empty() : Optional.of(WorkspaceUser.of(answer.required()));
    }

    /** Looks for a user that may have been made just now, until the budget is spent. */
    Optional<WorkspaceUser> await(String userKey) {
        return await(userKey, settings.consistencyBudget());
    }

    /** Looks for a user that was seen before: absent only if it stays so. */
    Optional<WorkspaceUser> findSeen(String userKey) {
        return await(userKey, CERTAINTY);
    }

    /** Safe to repeat: the upstream refuses a second user of the same address. */
    ApiAnswer insert(ObjectNode user, Secret password) {
        Patience patience = patience(settings.consistencyBudget());
        ApiRequest request = ApiRequest.post("create the user", USERS)
                .json(user.put("password", password.reveal()))
                .hiding(password)
                .repeatable();
        ApiAnswer answer = send(request);
        while (answer.code().equals(DirectoryErrors.NOT_READY) && patience.more()) {
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

    /** Returns false if the user was gone before. */
    boolean delete(String id) {
        Patience patience = patience(settings.consistencyBudget());
        while (true) {
            ApiAnswer answer = send(ApiRequest.delete("delete the user", path(id)));
            if (answer.done()) {
                return true;
            }
            if (answer.absent() && findSeen(id).isEmpty()) {
                return false;
            }
            requirePassing(answer);
            if (!patience.more()) {
                throw notReady();
            }
        }
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

    private Optional<WorkspaceUser> await(String userKey, Duration budget) {
        Patience patience = patience(budget);
        Optional<WorkspaceUser> user = find(userKey);
        while (user.isEmpty() && patience.more()) {
            user = find(userKey);
        }
        return user;
    }

    private void change(ApiRequest request) {
        Patience patience = patience(settings.consistencyBudget());
        ApiAnswer answer = send(request);
        while (!answer.done()) {
            requirePassing(answer);
            if (!patience.more()) {
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
                        + " made. The next run goes on from here; raise consistency_budget to wait longer");
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

    private Patience patience(Duration budget) {
        return new Patience(budget, run::pause, random);
    }

    private static String[] path(String... below) {
        List<String> segments = new ArrayList<>(List.of(USERS));
        segments.addAll(List.of(below));
        return segments.toArray(String[]::new);
    }
}
