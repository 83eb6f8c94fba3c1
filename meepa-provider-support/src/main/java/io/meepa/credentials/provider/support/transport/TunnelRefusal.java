package io.meepa.credentials.provider.support.transport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the status with which a proxy refused a tunnel. The JDK has it in the text of an exception only. */
final class TunnelRefusal {

    private static final Pattern TEXT = Pattern.compile("Tunnel failed, got: ([0-9]{3})");

    private TunnelRefusal() {}

    /** Returns the status if the error, or one that it was caused by, bears one. */
    static Optional<Integer> status(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher matcher = TEXT.matcher(String.valueOf(cause.getMessage()));
            if (matcher.matches()) {
                return Optional.of(Integer.parseInt(matcher.group(1)));
            }
        }
        return Optional.empty();
    }
}
