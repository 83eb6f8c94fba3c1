package io.meepa.examples.gateway.api;

import io.meepa.credentials.CredentialManager;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.Trail;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** All that the gateway answers under <code>/api/captain</code>. */
public final class GatewayRoutes {

    private GatewayRoutes() {}

    /**
     * Lists the routes.
     *
     * @param credentials what they call
     * @param runs what takes longer than a request may
     * @param trail what happened
     * @param clock the current time
     * @return the routes
     */
    public static List<Route> of(CredentialManager credentials, Runs runs, Trail trail, Clock clock) {
        return Stream.of(
                        AgentRoutes.of(credentials, runs, clock),
                        CredentialRoutes.of(credentials, runs, trail, clock),
                        FormRoutes.of(credentials, clock),
                        LifeCycleRoutes.of(credentials, clock),
                        PlanRoutes.of(credentials),
                        RunRoutes.of(credentials, runs),
                        ConnectionRoutes.of(credentials, clock),
                        OperatorRoutes.of(credentials, trail))
                .flatMap(List::stream)
                .toList();
    }
}
