package io.meepa.credentials.standin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 on the loopback interface, a thread a connection. On plain sockets, because most faults are ones that a
 * ready-made server would never let happen.
 */
final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final long LONGEST_CLOSE_SECONDS = 30;

    private final Exchange exchange;
    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);

    LoopbackServer(Exchange exchange, int port) {
        this.exchange = exchange;
        try {
            listener = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    void start() {
        threads.execute(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() {
        close(listener);
        connections.forEach(LoopbackServer::close);
        threads.shutdownNow();
        awaitThreads();
    }

    /** The port is free only when the thread that waits for connections has let go of it. */
    private void awaitThreads() {
        try {
            if (!threads.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a stand-in's thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                return; // The listener was closed: there is no client to answer.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            converse(socket);
        } catch (IOException e) {
            // The client hung up or sent no HTTP: there is no client to answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private void converse(Socket socket) throws IOException, InterruptedException {
        RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream()));
        ReplyWriter writer = new ReplyWriter(socket);
        boolean open = true;
        while (open) {
            Optional<Call> call = reader.next();
            open = call.isPresent() && writer.write(exchange.handle(call.get()));
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close a socket", e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        return thread;
    }
}
