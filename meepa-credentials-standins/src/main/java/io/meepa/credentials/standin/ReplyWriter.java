package io.meepa.credentials.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Writes replies to a connection, whole or broken as they are meant to be. */
final class ReplyWriter {

    private static final int DRIPS = 20;

    private final Socket socket;
    private final OutputStream out;

    ReplyWriter(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Writes, and returns whether the connection may go on. */
    boolean write(Reply reply) throws IOException, InterruptedException {
        reply.release().await();
        byte[] body = reply.answer().body().getBytes(StandardCharsets.UTF_8);
        byte[] head = head(reply.answer(), body.length);
        switch (reply.transport()) {
            case PLAIN -> send(head, body);
            case DELAYED -> {
                pause(reply.time());
                send(head, body);
            }
            case DRIPPING -> drip(head, body, reply.time());
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSED -> out.flush();
            case TRUNCATED -> send(head, Arrays.copyOf(body, body.length / 2));
            case MALFORMED_CHUNK -> send(chunkedHead(), ascii("no size\r\n{\"half\":"));
            case GARBAGE_BYTES -> send(ascii("\u0001\u0002 not HTTP \u0003"), ascii("\r\n\r\n"));
        }
        return switch (reply.transport()) {
            case PLAIN, DELAYED, DRIPPING -> true;
            default -> false;
        };
    }

    private void send(byte[] head, byte[] body) throws IOException {
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        out.write(whole);
        out.flush();
    }

    private void drip(byte[] head, byte[] body, Duration time) throws IOException, InterruptedException {
        out.write(head);
        int step = Math.max(1, body.length / DRIPS);
        for (int from = 0; from < body.length; from += step) {
            out.write(body, from, Math.min(step, body.length - from));
            out.flush();
            pause(time.dividedBy(DRIPS));
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    private static byte[] head(Answer answer, int length) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return ascii(head.append("\r\n").toString());
    }

    private static byte[] chunkedHead() {
        return ascii("HTTP/1.1 200 \r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
