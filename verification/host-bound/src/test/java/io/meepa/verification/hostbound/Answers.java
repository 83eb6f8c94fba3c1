package io.meepa.verification.hostbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Answers of a server that repeats what it was sent, in many ways. The path's last segment says how. */
final class Answers {

    private Answers() {}

    static byte[] to(Received request) {
        if (request.method().equals("CONNECT")) {
            return "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        }
        URI target = URI.create(request.target());
        String path = target.getRawPath();
        String how = path.substring(path.lastIndexOf('/') + 1);
        String query = target.getRawQuery() == null ? "" : target.getRawQuery();
        byte[] repeated = repeated(request).getBytes(StandardCharsets.UTF_8);
        String secret = secret(request);
        return switch (how) {
            case "go301", "go302", "go303", "go307", "go308" ->
                redirect(how.substring(2), query.replaceFirst("^to=", ""));
            case "leak-location" -> redirect("302", query.replaceFirst("^to=", "") + "?stolen=" + secret);
            case "leak-location-base64" ->
                redirect(
                        "302",
                        query.replaceFirst("^to=", "") + "?stolen="
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            case "repeat" -> whole("", repeated);
            case "repeat-chunked" -> chunked("", repeated, 7);
            case "repeat-gzip" -> whole("Content-Encoding: gzip\r\n", gzip(repeated));
            case "repeat-gzip-chunked" -> chunked("Content-Encoding: gzip\r\n", gzip(repeated), 3);
            case "repeat-gzip-members" ->
                whole(
                        "Content-Encoding: gzip\r\n",
                        joined(
                                gzip(Arrays.copyOf(repeated, 20)),
                                gzip(Arrays.copyOfRange(repeated, 20, repeated.length))));
            case "repeat-deflate" -> whole("Content-Encoding: deflate\r\n", deflate(repeated));
            case "repeat-brotli" -> whole("Content-Encoding: br\r\n", repeated);
            case "repeat-header" ->
                whole("X-Repeated: " + secret + "\r\nSet-Cookie: last=" + secret + "\r\n", new byte[0]);
            case "repeat-header-name" -> whole("X-" + secret + ": yes\r\n", new byte[0]);
            case "repeat-status" -> ("HTTP/" + secret + " 200 OK\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
            case "repeat-base64" ->
                whole("", Base64.getEncoder().encode(("key: " + secret).getBytes(StandardCharsets.UTF_8)));
            case "repeat-lines" ->
                whole(
                        "Content-Type: text/event-stream\r\n",
                        ("data: " + secret + "\n\ndata: end\n\n").getBytes(StandardCharsets.UTF_8));
            default -> whole("", ("served " + request.method()).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Everything that the request had in its headers and its query. */
    private static String repeated(Received request) {
        return "you sent " + request.headers() + " to " + request.target() + ", thank you";
    }

    private static String secret(Received request) {
        List<String> values = new ArrayList<>();
        values.add(request.header("authorization").replaceFirst("^[A-Za-z]+ ", ""));
        values.add(request.header("x-api-key"));
        return values.stream().filter(value -> !value.isEmpty()).findFirst().orElse("nothing");
    }

    private static byte[] redirect(String status, String to) {
        return ("HTTP/1.1 " + status + " Moved\r\nLocation: " + to
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] whole(String headers, byte[] body) {
        return joined(
                ("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1),
                body);
    }

    private static byte[] chunked(String headers, byte[] body, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 200 OK\r\n" + headers + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        for (int at = 0; at < body.length; at += size) {
            byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + size));
            out.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(chunk);
            out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzip(byte[] bytes) {
        return encoded(bytes, true);
    }

    private static byte[] deflate(byte[] bytes) {
        return encoded(bytes, false);
    }

    private static byte[] encoded(byte[] bytes, boolean gzip) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encoder = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            encoder.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
