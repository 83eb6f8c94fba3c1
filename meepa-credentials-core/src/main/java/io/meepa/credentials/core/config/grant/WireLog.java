package io.meepa.credentials.core.config.grant;

import java.util.List;
import java.util.Optional;

/** By which properties the JDK's client writes what it sends to a log: headers, or addresses with their queries. */
public final class WireLog {

    private static final List<String> PROPERTIES = List.of(
            "jdk.httpclient.HttpClient.log",
            "jdk.internal.httpclient.debug",
            "jdk.internal.httpclient.hpack.debug",
            "jdk.internal.httpclient.websocket.debug");

    private WireLog() {}

    /** Returns the property with which this JVM was started so, if it was. */
    public static Optional<String> property() {
        return PROPERTIES.stream().filter(WireLog::isOn).findFirst();
    }

    private static boolean isOn(String property) {
        String value = System.getProperty(property);
        return value != null && !value.isBlank() && !value.equalsIgnoreCase("false");
    }
}
