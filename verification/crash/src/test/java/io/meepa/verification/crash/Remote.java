package io.meepa.verification.crash;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.spi.call.Tag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The client of the upstream: plain HTTP on a socket, so that every system call of it is the calling thread's. */
final class Remote {

    /** What the upstream says of a thing. */
    record Found(String id, String secret) {}

    private final int port;

    Remote(String port) {
        this.port = Integer.parseInt(port);
    }

    Found create(String kind, Tag tag, boolean once) {
        return found(call("/create?kind=" + kind + "&tag=" + tag + "&once=" + once))
                .orElseThrow();
    }

    Optional<Found> find(String kind, Tag tag) {
        return found(call("/find?kind=" + kind + "&tag=" + tag));
    }

    boolean works(Tag tag, String id, String secret) {
        return Boolean.parseBoolean(call("/works?tag=" + tag + "&id=" + id + "&secret=" + secret));
    }

    boolean delete(Tag tag, String id) {
        return Boolean.parseBoolean(call("/delete?tag=" + tag + "&id=" + id));
    }

    /** Reports that this process has come to a point; the answer may never come. */
    void at(Tag tag, String point) {
        call("/at?tag=" + tag + "&point=" + point);
    }

    private static Optional<Found> found(String line) {
        String[] words = line.split(" ", -1);
        return words.length == 2 ? Optional.of(new Found(words[0], words[1])) : Optional.empty();
    }

    private String call(String target) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.contains(" 200 ")) {
                throw new ProviderIndeterminateException("the upstream did not answer");
            }
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        } catch (IOException e) {
            throw new ProviderIndeterminateException("the answer was lost", e);
        }
    }
}
