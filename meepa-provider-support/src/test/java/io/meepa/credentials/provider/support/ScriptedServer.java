package io.meepa.credentials.provider.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on the loopback interface that answers by script, byte by byte, so that it can misbehave on the server. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket server;
    private final BlockingQueue<Reply> script = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedServer() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    ScriptedServer(ServerSocket server) {
        this.server = server;
        daemon(this::accept);
    }

    ScriptedServer reply(Reply reply) {
        script.add(reply);
        return this;
    }

    ScriptedServer json(int status, String body, String... headers) {
        return reply((request, out) -> {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head.append(status == 204 ? "" : "Content-Length: " + bytes.length + "\r\n")
                    .append("\r\n");
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            return true;
        });
    }

    /** Reads the request, then cuts the connection. */
    ScriptedServer cut() {
        return reply((request, out) -> false);
    }

    /** Reads the request and never answers. */
    ScriptedServer silence() {
        return reply((request, out) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
    }

    List<String> requests() {
        return requests;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                // Head and body are two writes: else each answer waits for a delayed acknowledgement.
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String request = read(in);
            while (!request.isEmpty()) {
                requests.add(request);
                Reply reply = script.poll();
                if (reply == null || !reply.write(request, socket.getOutputStream())) {
                    return;
                }
                request = read(in);
            }
        } catch (SocketException e) {
            return; // The client hung up, as some tests want.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        int length = text.toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "server");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, error) -> {});
        thread.start();
    }

    /** Writes an answer; returns whether the connection stays open. */
    @FunctionalInterface
    interface Reply {

        boolean write(String request, OutputStream out) throws IOException;
    }
}
