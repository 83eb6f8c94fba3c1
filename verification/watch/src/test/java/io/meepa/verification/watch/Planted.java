package io.meepa.verification.watch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tests that leak, each in its own way, and pass unless they are watched. Run by {@link CanaryWatchTest} alone. */
@SuppressWarnings({"SystemOut", "NewClassNamingConvention"})
final class Planted {

    private static final String SECRET = "ghp_" + Canaries.WORD + "_0123456789";

    private Planted() {}

    static final class Leaks {

        private static final Logger LOG = LoggerFactory.getLogger(Leaks.class);

        @Test
        void printsItAsItIs() {
            System.out.println("using " + SECRET);
        }

        @Test
        void printsItInTwoPieces() {
            System.out.print("using ghp_can");
            System.out.print("ary_0123");
        }

        @Test
        void printsItToTheErrorStream() {
            System.err.print(SECRET);
        }

        @Test
        void printsItInBase64() {
            System.out.println(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
            System.out.flush();
        }

        @Test
        void printsItInHexadecimal() {
            System.out.println(HexFormat.of().withUpperCase().formatHex(SECRET.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void printsItForAnAddress() {
            System.out.println("%67%68%63%61%6E%61%72%79");
        }

        @Test
        void printsItBackwards() {
            System.out.println(new StringBuilder(SECRET).reverse());
        }

        @Test
        void printsItsBytes() {
            System.out.println(Arrays.toString(SECRET.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void logsItAtTheFinestLevel() {
            LOG.trace("using {}", SECRET);
        }

        @Test
        void logsItWithAFailure() {
            LOG.debug("failed", new IllegalStateException("outer", new IllegalArgumentException(SECRET)));
        }

        @Test
        void logsItInTheContext() {
            try (var context = MDC.putCloseable("token", SECRET)) {
                LOG.info("in {}", context.getClass().getSimpleName());
            }
        }

        @Test
        void logsItAsAValue() {
            LOG.atDebug().addKeyValue("token", SECRET).log("used");
        }
    }

    static final class LeaksAtTheEnd {

        @AfterAll
        static void end() {
            System.out.println(SECRET);
        }

        @Test
        void passes() {
            System.out.println("nothing");
        }
    }

    static final class Keeps {

        @Test
        void printsSomethingElse() {
            System.out.println("a secret of " + SECRET.length() + " characters");
            LoggerFactory.getLogger(Keeps.class).trace("Secret[redacted]");
        }
    }
}
