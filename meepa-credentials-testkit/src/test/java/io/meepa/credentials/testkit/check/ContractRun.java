package io.meepa.credentials.testkit.check;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a contract and returns what it had to say. */
public record ContractRun(long succeeded, long skipped, List<String> failures) {

    public static ContractRun of(Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        return new ContractRun(
                summary.getTestsSucceededCount(),
                summary.getTestsAbortedCount(),
                summary.getFailures().stream().map(ContractRun::failure).toList());
    }

    /** An exception that is no failed assertion keeps its type, so that a broken test cannot pass for one. */
    private static String failure(TestExecutionSummary.Failure failure) {
        Throwable error = failure.getException();
        String first = Stream.of(error.getStackTrace())
                .findFirst()
                .map(Object::toString)
                .orElse("");
        return error instanceof AssertionError ? String.valueOf(error.getMessage()) : error + " at " + first;
    }
}
