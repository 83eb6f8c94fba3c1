package io.meepa.credentials.provider.support;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the messages of one call, scrubbed of its secrets and cut. */
record CallMessages(String upstream, String purpose, Scrubber scrubber) {

    /** Returns for instance {@code AgentMail refused to create the inbox: reason; remedy}. */
    String say(String what, String... details) {
        String tail = Arrays.stream(details)
                .map(detail -> detail.strip().replaceFirst("\\.$", ""))
                .filter(detail -> !detail.isEmpty())
                .collect(Collectors.joining("; "));
        return scrubber.clean(upstream + " " + what + " " + purpose + (tail.isEmpty() ? "" : ": " + tail));
    }
}
