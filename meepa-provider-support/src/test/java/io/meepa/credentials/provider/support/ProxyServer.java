package io.meepa.credentials.provider.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on the loopback interface that tunnels to one server, whatever host is asked for, unless it is configured otherwise. */
final class ProxyServer implements AutoCloseable {

    private static final int ALL = Integer.MAX_VALUE;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final int target;
    private String login = "";
    private String refusal = "";
    private int answerBytes = ALL;
    private boolean silent;

    ProxyServer(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    /** Wants this value of Proxy-Authorization. */
    ProxyServer wanting(String newLogin) {
        login = newLogin;
        return this;
    }

    /** Answers every request to tunnel with this status and page. */
    ProxyServer refusing(int status, String page) {
        refusal = "HTTP/1.1 " + status + " No\r\nContent-Type: text/html\r\nContent-Length: " + page.length()
                + "\r\n\r\n" + page;
        return this;
    }

    /** Cuts the connection without an answer. */
    ProxyServer hangingUp() {
        silent = true;
        return this;
    }

    /** Cuts the tunnel after so many bytes that came from the server. */
    ProxyServer cuttingAfter(int bytes) {
        answerBytes = bytes;
        return this;
    }

    List<String> requests() {
        return requests;
    }

    int port() {
        return listener.getLocalPort();
    }

    ProxySelector selector() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException error) {}
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            requests.add(head);
            if (silent || head.isEmpty()) {
                return;
            }
            OutputStream out = client.getOutputStream();
            if (!refusal.isEmpty()) {
                out.write(refusal.getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (!login.isEmpty() && !head.contains("Proxy-Authorization: " + login + "\r\n")) {
                out.write(String.join(
                                "\r\n",
                                "HTTP/1.1 407 Login",
                                "Proxy-Authenticate: Basic realm=\"corp\"",
                                "Content-Length: 0",
                                "Connection: close",
                                "",
                                "")
                        .getBytes(StandardCharsets.UTF_8));
                return;
            }
            out.write("HTTP/1.1 200 Tunnel\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            tunnel(client);
        } catch (IOException e) {
            return; // One side hung up, as some tests want.
        }
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket server = new Socket("localhost", target)) {
            daemon(() -> copy(client, server, ALL));
            copy(server, client, answerBytes);
        }
    }

    private static void copy(Socket from, Socket to, int most) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            int left = most;
            for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, Math.min(n, left));
                left -= n;
            }
        } catch (IOException e) {
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
