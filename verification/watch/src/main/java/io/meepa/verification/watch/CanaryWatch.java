package io.meepa.verification.watch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails each test during which a canary got into standard output, standard error or the log. JUnit finds it by itself.
 * What threads print after the last test of a class is put down to the class, or to the next one.
 */
public final class CanaryWatch implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final String PLANTED = "planted-" + Canaries.WORD;
    private static final Map<String, Watched> PLACES = new LinkedHashMap<>();

    static {
        PLACES.put("standard output", new Watched(System.out));
        PLACES.put("standard error", new Watched(System.err));
        PLACES.put("the log", new Watched(OutputStream.nullOutputStream()));
        System.setOut(printing("standard output"));
        System.setErr(printing("standard error"));
        WatchedLog.writeTo(place("the log"));
    }

    // A fuzzer shows the inputs it likes, and made-up secrets are among the seeds.
    private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;

    private static volatile boolean watching;

    /** Starts to watch, once for the whole run. */
    public CanaryWatch() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        watching = true;
        look("before " + context.getDisplayName());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        look("during " + context.getDisplayName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        look("after the tests of " + context.getDisplayName());
    }

    /**
     * Lets a made-up secret out everywhere, and forgets it again: the proof that the tests of a module are watched.
     *
     * @return the places at which it was seen
     * @throws IllegalStateException if JUnit did not find this extension by itself
     */
    @SuppressWarnings("SystemOut") // That is the point.
    public static List<String> plant() {
        if (!watching) {
            throw new IllegalStateException("these tests are not watched: extensions are not detected");
        }
        look("before one was planted");
        System.out.println(PLANTED);
        System.err.println(PLANTED);
        LoggerFactory.getLogger(CanaryWatch.class).trace("using {}", PLANTED);
        return PLACES.entrySet().stream()
                .filter(place -> !place.getValue().findings().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void look(String when) {
        Map<String, Object> leaks = new LinkedHashMap<>();
        PLACES.forEach((name, place) -> {
            var forms = place.findings();
            if (!forms.isEmpty()) {
                leaks.put(name, forms);
            }
        });
        if (!leaks.isEmpty() && !FUZZING) {
            throw new AssertionError("a made-up secret was printed " + when + ": " + leaks);
        }
    }

    private static PrintStream printing(String name) {
        return new PrintStream(place(name), true, StandardCharsets.UTF_8);
    }

    private static Watched place(String name) {
        Watched place = PLACES.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name);
        }
        return place;
    }
}
