package io.meepa.verification.contract;

import io.meepa.credentials.provider.gworkspace.GoogleWorkspaceProvider;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.TestContexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every call of the Directory API that the Google Workspace provider can make, as it was sent. */
final class DirectoryRequests {

    private static final String USERS = "/admin/directory/v1/users";

    static final List<Route> ROUTES = List.of(
            Route.of("POST", USERS),
            Route.of("GET", USERS),
            Route.of("GET", USERS + "/{userKey}"),
            Route.of("PUT", USERS + "/{userKey}"),
            Route.of("DELETE", USERS + "/{userKey}"),
            Route.of("POST", USERS + "/{userKey}/signOut"));

    private DirectoryRequests() {}

    /** Without those for tokens, which are not the directory's. */
    static List<RecordedRequest> recorded() {
        TestContexts contexts = TestContexts.create();
        try (GoogleWorkspaceStandIn google =
                GoogleWorkspaceStandIn.start(StandInOptions.defaults().withClock(contexts.clock()))) {
            contexts.environment(
                    Map.of("WORKSPACE_KEY", google.serviceAccountKeyFile().reveal()));
            ProviderLifeCycle lifeCycle = new ProviderLifeCycle(new GoogleWorkspaceProvider(), contexts);
            pages(google);
            lifeCycle.perform(settings(google, "delete"));
            lifeCycle.perform(settings(google, "suspend"));
            return google.requests().stream()
                    .filter(request -> !google.tokenUri().endsWith(request.path()))
                    .toList();
        }
    }

    /** The first listing has a page without anything on it before its last one. */
    private static void pages(GoogleWorkspaceStandIn google) {
        Route list = Route.of("GET", USERS);
        google.fail(new Fault.Canned(200, "{\"users\":[],\"nextPageToken\":\"more\"}", false), list, 1);
        google.fail(new Fault.Canned(200, "{\"users\":[]}", false), list, 2);
    }

    private static Map<String, ?> settings(GoogleWorkspaceStandIn google, String onRevoke) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("domain", google.domain());
        settings.put("org_unit_path", "/");
        settings.put("consistency_budget", "30s");
        settings.put("admin_subject", google.administrator());
        settings.put("key_env", "WORKSPACE_KEY");
        settings.put("base_url", google.baseUrl());
        settings.put("token_url", google.tokenUri());
        settings.put("allow_loopback_http", true);
        settings.put("on_revoke", onRevoke);
        return settings;
    }
}
