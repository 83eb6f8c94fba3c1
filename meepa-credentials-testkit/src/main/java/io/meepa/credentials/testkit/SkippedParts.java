package io.meepa.credentials.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints at the end of a contract which of its parts were skipped, and why. A part that was skipped proves nothing, so its
 * author has to see it.
 */
public final class SkippedParts implements TestWatcher, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(SkippedParts.class);
    private static final String PREFIX = "Assumption failed: ";

    /** For JUnit. */
    public SkippedParts() {}

    @Override
    public void testSuccessful(ExtensionContext test) {
        parts(test).ran();
    }

    @Override
    public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
        parts(test).ran();
    }

    @Override
    public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
        String why = Optional.ofNullable(cause).map(Throwable::getMessage).orElse("it does not say why");
        parts(test)
                .skipped(
                        test.getRequiredTestMethod().getName(),
                        why.startsWith(PREFIX) ? why.substring(PREFIX.length()) : why);
    }

    @Override
    public void testDisabled(ExtensionContext test, Optional<String> reason) {
        parts(test).skipped(test.getRequiredTestMethod().getName(), reason.orElse("it is disabled"));
    }

    /** Prints the list. */
    @Override
    @SuppressWarnings("SystemOut") // The list is for the author of the plug-in, who runs the contract.
    public void afterAll(ExtensionContext contract) {
        System.out.print(parts(contract).report(contract.getRequiredTestClass().getSimpleName()));
    }

    private static Parts parts(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(context.getRequiredTestClass(), contract -> new Parts(), Parts.class);
    }

    /** The parts of one contract. Thread-safe. */
    private static final class Parts {

        private final AtomicInteger ran = new AtomicInteger();
        private final Map<String, String> skipped = new ConcurrentSkipListMap<>();

        void ran() {
            ran.incrementAndGet();
        }

        void skipped(String part, String why) {
            skipped.put(part, why);
        }

        String report(String contract) {
            int all = ran.get() + skipped.size();
            if (skipped.isEmpty()) {
                return contract + ": all " + all + " parts of the contract ran" + System.lineSeparator();
            }
            StringBuilder report = new StringBuilder(
                    contract + ": " + skipped.size() + " of " + all + " parts of the contract were skipped:");
            skipped.forEach((part, why) -> report.append(System.lineSeparator())
                    .append("  ")
                    .append(part)
                    .append(": ")
                    .append(why));
            return report.append(System.lineSeparator()).toString();
        }
    }
}
