import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the tests of one class again and again, and nothing beside them. The last line that it prints is the result; the exit
 * code is 0 if every run passed. Arguments: the class and how many times.
 */
class Repeat {

    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(arguments[0]))
                .build();
        Launcher launcher = LauncherFactory.create();
        int times = Integer.parseInt(arguments[1]);
        int passed = 0;
        long tests = 0;
        long skipped = 0;
        for (int run = 1; run <= times; run++) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            launcher.execute(request, listener);
            TestExecutionSummary summary = listener.getSummary();
            tests = summary.getTestsFoundCount();
            skipped = summary.getTestsSkippedCount() + summary.getTestsAbortedCount();
            if (summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() + skipped == tests) {
                passed++;
            } else {
                System.out.println("run " + run + " failed");
                summary.printFailuresTo(new PrintWriter(System.out, true));
            }
        }
        System.out.println(passed + " of " + times + " runs passed, " + tests + " tests each, " + skipped + " skipped");
        System.exit(passed == times ? 0 : 1);
    }
}
