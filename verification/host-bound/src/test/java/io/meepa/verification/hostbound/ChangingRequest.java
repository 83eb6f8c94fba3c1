package io.meepa.verification.hostbound;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A request that says another address each time it is asked. */
final class ChangingRequest extends HttpRequest {

    private final URI first;
    private final URI then;
    private final AtomicInteger asked = new AtomicInteger();

    ChangingRequest(URI first, URI then) {
        this.first = first;
        this.then = then;
    }

    @Override
    public URI uri() {
        return asked.getAndIncrement() == 0 ? first : then;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.empty();
    }

    @Override
    public boolean expectContinue() {
        return false;
    }

    @Override
    public Optional<HttpClient.Version> version() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return HttpHeaders.of(Map.of(), (name, value) -> true);
    }
}
