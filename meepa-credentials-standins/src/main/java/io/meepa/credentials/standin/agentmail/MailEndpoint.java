package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A route, the permission that it takes, and what it does. A pod route's first variable is the pod. */
record MailEndpoint(Route route, String permission, boolean podRoute, Function<MailRequest, Answer> handler) {

    private static final String PREFIX = "/v0";
    private static final String POD = "/v0/pods/{pod_id}";
    private static final String INBOX = "/inboxes/{inbox_id}";
    private static final String KEYS = "/api-keys";
    private static final String KEY = "/{api_key_id}";

    static List<MailEndpoint> all(MailAccount account) {
        List<MailEndpoint> all = new ArrayList<>();
        MailInboxRules inboxes = new MailInboxRules(account);
        MailKeyRules keys = new MailKeyRules(account, MailRules.REGION);
        addInboxes(all, inboxes);
        addKeys(all, inboxes, keys);
        addPods(all, new MailPodRules(account));
        addDomains(all, account);
        all.add(plain(
                "GET", "/auth/me", "", request -> Answer.json(200, MailRules.identity(account, request.caller()))));
        all.add(plain("GET", "/organizations", "", request -> Answer.json(200, MailRules.organization(account))));
        return List.copyOf(all);
    }

    private static void addInboxes(List<MailEndpoint> all, MailInboxRules inboxes) {
        both(all, "GET", "/inboxes/search", "inbox_read", inboxes::search);
        both(all, "POST", "/inboxes", "inbox_create", inboxes::create);
        both(all, "GET", "/inboxes", "inbox_read", inboxes::list);
        both(all, "GET", INBOX, "inbox_read", inboxes::get);
        both(all, "PATCH", INBOX, "inbox_update", inboxes::update);
        both(all, "DELETE", INBOX, "inbox_delete", inboxes::delete);
    }

    private static void addKeys(List<MailEndpoint> all, MailInboxRules inboxes, MailKeyRules keys) {
        both(all, "POST", KEYS, "api_key_create", keys::create);
        both(all, "GET", KEYS, "api_key_read", keys::list);
        both(all, "DELETE", KEYS + KEY, "api_key_delete", keys::delete);
        all.add(plain("GET", KEYS + KEY, "api_key_read", keys::get));
        both(all, "PATCH", KEYS + KEY, "api_key_update", keys::update);
        all.add(plain("PATCH", INBOX + KEYS + KEY, "api_key_update", within(inboxes, keys::update)));
        all.add(plain("POST", INBOX + KEYS, "api_key_create", within(inboxes, keys::create)));
        all.add(plain("GET", INBOX + KEYS, "api_key_read", within(inboxes, keys::list)));
        all.add(plain("DELETE", INBOX + KEYS + KEY, "api_key_delete", within(inboxes, keys::delete)));
    }

    private static void addPods(List<MailEndpoint> all, MailPodRules pods) {
        all.add(plain("POST", "/pods", "pod_create", noInboxKey(pods::create)));
        all.add(plain("GET", "/pods", "pod_read", noInboxKey(pods::list)));
        all.add(plain("GET", "/pods/{pod_id}", "pod_read", noInboxKey(pods::get)));
        all.add(plain("DELETE", "/pods/{pod_id}", "pod_delete", noInboxKey(pods::delete)));
    }

    private static void addDomains(List<MailEndpoint> all, MailAccount account) {
        all.add(plain(
                "GET",
                "/domains",
                "domain_read",
                request -> MailPage.of(
                        request.call(),
                        "domains",
                        account.domains.values().stream().map(MailDomain::item).toList())));
        all.add(plain(
                "GET", "/domains/{domain_id}", "domain_read", request -> Answer.json(200, domain(account, request))));
    }

    private static Map<String, Object> domain(MailAccount account, MailRequest request) {
        return Optional.ofNullable(account.domains.get(request.variable()))
                .map(MailDomain::view)
                .orElseThrow(() -> MailErrors.notFound("Domain"));
    }

    /** Narrows a call to the inbox in its path. */
    private static Function<MailRequest, Answer> within(MailInboxRules inboxes, Function<MailRequest, Answer> handler) {
        return request -> {
            MailScope scope = MailScope.ofInbox(inboxes.find(request));
            List<String> rest =
                    request.variables().subList(1, request.variables().size());
            return handler.apply(new MailRequest(request.caller(), scope, request.call(), rest));
        };
    }

    private static Function<MailRequest, Answer> noInboxKey(Function<MailRequest, Answer> handler) {
        return request -> {
            MailRules.requireNoInboxKey(request.caller());
            return handler.apply(request);
        };
    }

    private static MailEndpoint plain(
            String method, String path, String permission, Function<MailRequest, Answer> handler) {
        return new MailEndpoint(Route.of(method, PREFIX + path), permission, false, handler);
    }

    private static void both(
            List<MailEndpoint> all,
            String method,
            String path,
            String permission,
            Function<MailRequest, Answer> handler) {
        all.add(plain(method, path, permission, handler));
        all.add(new MailEndpoint(Route.of(method, POD + path), permission, true, handler));
    }
}
