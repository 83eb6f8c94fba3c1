package io.meepa.examples.gateway.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers requests on loopback with routes and the page's files. Thread-safe. */
public final class Server implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    /** What an address takes, where there is one. */
    private static final String ALLOW = "Allow";

    /** Marks what was answered here already, a 404 of ours among it. */
    private static final String ANSWERED = Answer.class.getName();

    private final Javalin http;
    private final List<Route> routes;

    private Server(Javalin http, List<Route> routes) {
        this.http = http;
        this.routes = routes;
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
        Sessions sessions = new Sessions(token, clock);
        List<Route> all = Stream.of(Assets.routes(), SessionRoutes.of(sessions), routes)
                .flatMap(List::stream)
                .toList();
        try {
            Javalin http = Javalin.start(config -> {
                Connections.configure(config, port, new Guard(sessions));
                answer(config, refusals);
                byPath(all).forEach((path, there) -> add(config, path, there));
            });
            return new Server(http, all);
        } catch (JavalinBindException e) {
            throw new IOException("port " + port + " is taken: end what listens there, or choose another port", e);
        }
    }

    /**
     * Returns where the page is.
     *
     * @return its address
     */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.port() + "/");
    }

    /**
     * Returns what is answered below <code>/api</code>, for the description of the API to be held against.
     *
     * @return method and path of each route, sorted
     */
    public Set<String> routes() {
        return routes.stream()
                .filter(route -> route.path().startsWith("/api/"))
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        http.stop();
    }

    private static Map<String, Map<String, Route>> byPath(List<Route> routes) {
        Map<String, Map<String, Route>> paths = new TreeMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new TreeMap<>()).put(route.method(), route);
        }
        return paths;
    }

    /** Each address answers every method: by what it is there for, or by the list of those that it takes. */
    private static void add(JavalinConfig config, String path, Map<String, Route> there) {
        Map<String, Route.Action> actions = new TreeMap<>();
        there.forEach((method, route) -> actions.put(method, route.action()));
        Optional.ofNullable(there.get("GET")).ifPresent(get -> actions.put("HEAD", get.action()));
        TreeSet<String> methods = new TreeSet<>(actions.keySet());
        methods.add("OPTIONS");
        String allow = String.join(", ", methods);
        actions.put("OPTIONS", call -> Answer.nothing().with(ALLOW, allow));
        actions.forEach((method, action) -> config.routes.addEndpoint(new Endpoint(
                HandlerType.findOrCreate(method), path, context -> write(context, action.run(new Call(context))))));
        // For any other method, those that are invented after this was written among them.
        config.routes.before(path, context -> context.attribute(ALLOW, allow));
    }

    private static void answer(JavalinConfig config, Function<CredentialException, Refusal> refusals) {
        config.routes.exception(Refusal.class, (refusal, context) -> write(context, refusal.answer()));
        config.routes.exception(
                CredentialException.class,
                (e, context) -> write(context, refusals.apply(e).answer()));
        // Texts of the model's own checks name what is wrong and never a value.
        config.routes.exception(
                IllegalArgumentException.class,
                (e, context) -> write(context, new Refusal(422, "invalid", String.valueOf(e.getMessage())).answer()));
        config.routes.exception(Exception.class, (e, context) -> {
            // Without its message, which may quote what was sent.
            LOG.log(System.Logger.Level.ERROR, "a request could not be answered", new Unexpected(e));
            write(context, new Refusal(500, "failed", "this should not have happened: see the gateway's log").answer());
        });
        config.routes.error(404, context -> {
            if (context.attribute(ANSWERED) == null) {
                write(context, nothingHere(context));
            }
        });
    }

    /** An address that is there does not take the method (RFC 9110, section 15.5.6). */
    private static Answer nothingHere(Context context) {
        String allow = context.attribute(ALLOW);
        return allow == null
                ? new Refusal(404, "not_found", "there is no such address").answer()
                : new Refusal(405, "method", "this address takes " + allow)
                        .answer()
                        .with(ALLOW, allow);
    }

    private static void write(Context context, Answer answer) {
        context.attribute(ANSWERED, true);
        context.status(answer.status());
        answer.headers().forEach(context::header);
        if (!answer.type().isEmpty()) {
            context.contentType(answer.type());
        }
        context.result(answer.bytes());
    }
}
