package io.meepa.verification.contract;

import io.meepa.credentials.provider.agentmail.AgentMailProvider;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.TestContexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every call that the AgentMail provider can make, as it was sent. */
final class MailRequests {

    static final List<Route> ROUTES = List.of(
            Route.of("GET", "/v0/auth/me"),
            Route.of("POST", "/v0/pods"),
            Route.of("GET", "/v0/pods"),
            Route.of("GET", "/v0/pods/{pod_id}"),
            Route.of("DELETE", "/v0/pods/{pod_id}"),
            Route.of("POST", "/v0/pods/{pod_id}/inboxes"),
            Route.of("POST", "/v0/inboxes"),
            Route.of("GET", "/v0/inboxes"),
            Route.of("GET", "/v0/inboxes/{inbox_id}"),
            Route.of("DELETE", "/v0/inboxes/{inbox_id}"),
            Route.of("POST", "/v0/inboxes/{inbox_id}/api-keys"),
            Route.of("GET", "/v0/inboxes/{inbox_id}/api-keys"),
            Route.of("DELETE", "/v0/inboxes/{inbox_id}/api-keys/{api_key_id}"),
            Route.of("POST", "/v0/pods/{pod_id}/api-keys"),
            Route.of("GET", "/v0/pods/{pod_id}/api-keys"),
            Route.of("DELETE", "/v0/pods/{pod_id}/api-keys/{api_key_id}"));

    private MailRequests() {}

    static List<RecordedRequest> recorded() {
        TestContexts contexts = TestContexts.create();
        try (AgentMailStandIn mail =
                AgentMailStandIn.start(StandInOptions.defaults().withClock(contexts.clock()))) {
            contexts.environment(Map.of("MAIL_KEY", mail.organisationKey().reveal()));
            ProviderLifeCycle lifeCycle = new ProviderLifeCycle(new AgentMailProvider(), contexts);
            lifeCycle.perform(settings(mail, "inbox"));
            pages(mail, "/v0/pods", "pods");
            lifeCycle.perform(settings(mail, "pod"));
            return mail.requests();
        }
    }

    /** The next listing has a page without anything on it before its last one. */
    private static void pages(AgentMailStandIn mail, String path, String field) {
        String empty = "{\"count\":0,\"limit\":100,\"next_page_token\":\"more\",\"" + field + "\":[]}";
        String last = "{\"count\":0,\"limit\":100,\"" + field + "\":[]}";
        mail.fail(new Fault.Canned(200, empty, false), Route.of("GET", path), 1);
        mail.fail(new Fault.Canned(200, last, false), Route.of("GET", path), 2);
    }

    private static Map<String, ?> settings(AgentMailStandIn mail, String scope) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("api_key_env", "MAIL_KEY");
        settings.put("base_url", mail.baseUrl());
        settings.put("allow_loopback_http", true);
        settings.put("display_name", "Agent");
        settings.put("scope", scope);
        return settings;
    }
}
