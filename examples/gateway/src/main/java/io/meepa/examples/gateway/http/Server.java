package io.meepa.examples.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers requests on loopback with routes and the page's files. Thread-safe. */
public final class Server implements AutoCloseable {

    /** Nothing is loaded from elsewhere, nothing frames the page, nothing is kept by the browser. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final int THREADS = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Sessions sessions;
    private final Guard guard;
    private final List<Route> routes;
    private final Function<CredentialException, Refusal> refusals;

    private Server(
            HttpServer server, Sessions sessions, List<Route> routes, Function<CredentialException, Refusal> refusals) {
        int port = server.getAddress().getPort();
        this.server = server;
        this.sessions = sessions;
        this.guard = new Guard(sessions, Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port));
        this.routes = routes;
        this.refusals = refusals;
    }

    /**
     * Starts to answer.
     *
     * @param port where; 0 for any free one
     * @param token what opens the gateway
     * @param clock ends sessions
     * @param routes what is answered
     * @param refusals what an error of the library means over HTTP
     * @return the server
     * @throws IOException if the port is taken
     */
    public static Server start(
            int port, Secret token, Clock clock, List<Route> routes, Function<CredentialException, Refusal> refusals)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Server server = new Server(http, new Sessions(token, clock), List.copyOf(routes), refusals);
        http.createContext("/", server::answer);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /**
     * Returns where the page is.
     *
     * @return its address
     */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            Optional<Answer> answer = outcome(exchange);
            if (answer.isPresent()) {
                write(exchange, answer.get());
            }
        }
    }

    private Optional<Answer> outcome(HttpExchange exchange) throws IOException {
        try {
            return run(new Call(exchange));
        } catch (Refusal refusal) {
            return Optional.of(refusal.answer());
        } catch (CredentialException e) {
            return Optional.of(refusals.apply(e).answer());
        } catch (IllegalArgumentException e) {
            // Texts of the model's own checks name what is wrong and never a value.
            return Optional.of(new Refusal(422, "invalid", String.valueOf(e.getMessage())).answer());
        }
    }

    private Optional<Answer> run(Call call) throws IOException {
        guard.checkOrigin(call);
        Optional<Answer> asset = Assets.find(call);
        if (asset.isPresent()) {
            return asset;
        }
        if (call.path().equals(List.of("api", "session"))) {
            return Optional.of(session(call));
        }
        guard.checkCaller(call);
        List<Route> there =
                routes.stream().filter(route -> route.fits(call.path())).toList();
        if (there.isEmpty()) {
            throw new Refusal(404, "not_found", "there is no such address");
        }
        return there.stream()
                .filter(route -> route.method().equals(call.method()))
                .findFirst()
                .orElseThrow(() -> new Refusal(405, "method", "this address does not take " + call.method()))
                .action()
                .run(call);
    }

    private Answer session(Call call) throws IOException {
        return switch (call.method()) {
            case "POST" -> {
                if (!sessions.isToken(call.object().path("token").asText())) {
                    throw new Refusal(401, "unauthorised", "this is not the gateway's token");
                }
                Sessions.Session session = sessions.begin();
                yield proof(session)
                        .with(
                                "Set-Cookie",
                                Sessions.COOKIE + "=" + session.id()
                                        + "; Path=/api; HttpOnly; SameSite=Strict; Max-Age="
                                        + Sessions.LIFETIME.toSeconds());
            }
            case "GET" ->
                proof(sessions.of(call)
                        .orElseThrow(() -> new Refusal(401, "unauthorised", "sign in with the gateway's token")));
            case "DELETE" -> {
                guard.checkCaller(call);
                sessions.end(call);
                yield Answer.nothing();
            }
            default -> throw new Refusal(405, "method", "this address does not take " + call.method());
        };
    }

    private static Answer proof(Sessions.Session session) {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("csrf", session.proof()));
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        // What is left of a refused body is read, or the client sees a broken connection instead of the answer.
        exchange.getRequestBody().readNBytes(4 * Call.LARGEST_BODY);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().bytes();
        if (body.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
