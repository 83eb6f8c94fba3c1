package io.meepa.verification.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is replayed is complete: without this, a check that finds nothing would prove nothing. */
class ProviderLifeCycleTest {

    @Test
    void sendsEveryCallToAgentMail() {
        List<RecordedRequest> sent = MailRequests.recorded();

        assertCovered(sent, MailRequests.ROUTES);
        assertThat(sent).anyMatch(request -> request.query().containsKey("page_token"));
    }

    @Test
    void sendsEveryCallToTheDirectory() {
        List<RecordedRequest> sent = DirectoryRequests.recorded();

        assertCovered(sent, DirectoryRequests.ROUTES);
        assertThat(sent).anyMatch(request -> request.query().containsKey("pageToken"));
        assertThat(sent).anyMatch(request -> request.query().containsKey("showDeleted"));
    }

    private static void assertCovered(List<RecordedRequest> sent, List<Route> routes) {
        assertThat(routes)
                .allSatisfy(
                        route -> assertThat(sent).anyMatch(request -> route.fits(request.method(), request.path())));
        assertThat(sent)
                .allSatisfy(
                        request -> assertThat(routes).anyMatch(route -> route.fits(request.method(), request.path())));
    }
}
