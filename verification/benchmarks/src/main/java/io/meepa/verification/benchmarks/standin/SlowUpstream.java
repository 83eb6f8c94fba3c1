package io.meepa.verification.benchmarks.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that answers each call after a while, and only so many a second. */
public final class SlowUpstream implements AutoCloseable {

    private final HttpServer server;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Duration latency;
    private final int perSecond;
    private final AtomicInteger created = new AtomicInteger();
    private OptionalLong began = OptionalLong.empty();
    private long second;
    private int taken;

    /**
     * Starts one.
     *
     * @param latency how long an answer takes
     * @param perSecond how many calls are taken in a second, counted from the first call; the others are asked to
     *     come again
     * @throws IOException if there is no free port
     */
    public SlowUpstream(Duration latency, int perSecond) throws IOException {
        this.latency = latency;
        this.perSecond = perSecond;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(timer);
        server.start();
    }

    /**
     * Returns where it is.
     *
     * @return the address
     */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Returns what it made.
     *
     * @return how many resources
     */
    public int created() {
        return created.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (isTaken()) {
            String answer = "{\"id\":\"" + created.incrementAndGet() + "\"}";
            CompletableFuture.delayedExecutor(latency.toMillis(), TimeUnit.MILLISECONDS, timer)
                    .execute(() -> answer(exchange, 200, answer));
        } else {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, 429, "{}");
        }
    }

    private synchronized boolean isTaken() {
        long nanos = System.nanoTime();
        if (began.isEmpty()) {
            began = OptionalLong.of(nanos);
        }
        long now = (nanos - began.getAsLong()) / 1_000_000_000;
        if (now != second) {
            second = now;
            taken = 0;
        }
        return taken++ < perSecond;
    }

    private static void answer(HttpExchange exchange, int status, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        timer.shutdownNow();
    }
}
