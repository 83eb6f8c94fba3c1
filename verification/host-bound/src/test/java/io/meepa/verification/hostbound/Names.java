package io.meepa.verification.hostbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of this JVM: a file that the JDK reads in place of asking the network. */
final class Names {

    /** What leads to this machine. */
    private static final List<String> LOOPBACK = List.of(
            "localhost",
            "api.acme.test",
            "api.acme.test.",
            "API.Acme.TEST", // The file is read as it is written, unlike the DNS.
            "acme.test",
            "x.api.acme.test",
            "xapi.acme.test",
            "api-acme.test",
            "api.acme.test.evil.test",
            "evil.test",
            "xn--pi-7kc.acme.test",
            "secure.acme.test",
            "127.0.0.1");

    private static final List<String> OTHERS = List.of(
            "10.0.0.1 private.test",
            "169.254.169.254 metadata.test",
            "127.0.0.1 half.acme.test",
            "169.254.169.254 half.acme.test");

    private Names() {}

    /** Returns what leads to this machine, as a configuration names it. */
    static List<String> loopback() {
        return LOOPBACK.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                .distinct()
                .toList();
    }

    /** Writes the names that all tests share. */
    static void write() {
        List<String> lines = new ArrayList<>(OTHERS);
        LOOPBACK.forEach(name -> lines.add("127.0.0.1 " + name));
        write(lines);
    }

    /** Writes names, one of them changed for one test. */
    static void write(List<String> lines) {
        String file = System.getProperty("jdk.net.hosts.file");
        if (file == null) {
            throw new AssertionError("start these tests with -Djdk.net.hosts.file, as the build does");
        }
        try {
            Files.write(Path.of(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
