package io.meepa.examples.terminal.command.connection;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where a browser on this machine comes back: one address, one answer, on the loopback interface (RFC 8252, section 7.3). */
final class LoopbackCallback implements AutoCloseable {

    private static final String PATH = "/callback";
    private static final byte[] DONE =
            "Done: this window can be closed, the terminal continues.".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final CompletableFuture<String> query = new CompletableFuture<>();

    private LoopbackCallback(HttpServer server) {
        this.server = server;
    }

    static LoopbackCallback open() {
        try {
            InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            LoopbackCallback callback = new LoopbackCallback(HttpServer.create(new InetSocketAddress(own, 0), 8));
            callback.server.createContext(PATH, callback::answer);
            callback.server.start();
            return callback;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on this machine", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** Waits for the browser. */
    CallbackParameters await(Duration longest) {
        try {
            return CallbackParameters.ofQuery(query.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new Refusal(ExitCode.FAILED, "no browser came back from the sign-in: begin again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.INTERRUPTED, "interrupted: begin again");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String raw = exchange.getRequestURI().getRawQuery();
            boolean ours = exchange.getRequestURI().getPath().equals(PATH) && raw != null;
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.sendResponseHeaders(ours ? 200 : 404, ours ? DONE.length : -1);
            if (ours) {
                exchange.getResponseBody().write(DONE);
                query.complete(raw);
            }
        }
    }
}
