package io.meepa.examples.agentruntime.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;

/**
 * Sends OkHttp's requests by an agent's HTTP client, which adds what its rules say. The last interceptor of its chain: no
 * connection of OkHttp is used, so that none carries a value.
 *
 * @param client the agent's client
 */
public record HostBoundInterceptor(HttpClient client) implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        try {
            HttpResponse<InputStream> answer = client.send(sent(request), BodyHandlers.ofInputStream());
            String type = answer.headers().firstValue("Content-Type").orElse("application/octet-stream");
            Response.Builder response = new Response.Builder()
                    .request(request)
                    .protocol(answer.version() == HttpClient.Version.HTTP_2 ? Protocol.HTTP_2 : Protocol.HTTP_1_1)
                    .code(answer.statusCode())
                    .message("")
                    .body(ResponseBody.create(Okio.buffer(Okio.source(answer.body())), MediaType.parse(type), -1));
            answer.headers().map().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return response.build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static HttpRequest sent(Request request) throws IOException {
        HttpRequest.Builder sent = HttpRequest.newBuilder(request.url().uri());
        try {
            request.headers().forEach(header -> sent.header(header.getFirst(), header.getSecond()));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the agent's HTTP client does not send such a header: a Host of the caller's, for one");
        }
        RequestBody body = request.body();
        if (body == null) {
            return sent.method(request.method(), BodyPublishers.noBody()).build();
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        MediaType type = body.contentType();
        if (type != null) {
            sent.setHeader("Content-Type", type.toString());
        }
        return sent.method(request.method(), BodyPublishers.ofByteArray(buffer.readByteArray()))
                .build();
    }
}
