package io.meepa.verification.hostbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A server of HTTP/1.1 that records what it gets, byte for byte, and answers with bytes that a test makes. One request per
 * connection.
 */
final class RecordingServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Function<Received, byte[]> answers;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private RecordingServer(ServerSocket socket, Function<Received, byte[]> answers) {
        this.socket = socket;
        this.answers = answers;
    }

    static RecordingServer start(Function<Received, byte[]> answers) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), answers);
    }

    static RecordingServer start(ServerSocket socket, Function<Received, byte[]> answers) {
        RecordingServer server = new RecordingServer(socket, answers);
        Thread thread = new Thread(server::accept, "recording-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<Received> received() {
        return received;
    }

    Received last() {
        return received.get(received.size() - 1);
    }

    void forget() {
        received.clear();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(connection), "recording-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            Received request = read(in, out);
            received.add(request);
            out.write(answers.apply(request));
            out.flush();
            connection.shutdownOutput();
            in.readAllBytes(); // Until the client has read the answer and closed.
        } catch (IOException | UncheckedIOException e) {
            // What is no HTTP, such as the beginning of TLS, is not recorded.
        }
    }

    private Received read(InputStream in, OutputStream out) throws IOException {
        String[] first = line(in).split(" ", 3);
        if (first.length < 3) {
            throw new IOException("no request");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("no header");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (headers.containsKey("expect")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return new Received(port(), first[0], first[1], headers, body(headers, in));
    }

    private static String body(Map<String, List<String>> headers, InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.containsKey("content-length")) {
            body.writeBytes(
                    in.readNBytes(Integer.parseInt(headers.get("content-length").get(0))));
        } else if (headers.containsKey("transfer-encoding")) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
        }
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }
}
