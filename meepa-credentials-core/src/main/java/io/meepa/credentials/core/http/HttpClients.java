package io.meepa.credentials.core.http;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.grant.RequestRules;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemCredentials;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.ProvisioningPlan.RequestGrant;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP clients of a manager's agents. All share the JDK's clients, which are made by the first request; one that is
 * dropped ends its thread once it is collected. Thread-safe.
 */
public final class HttpClients {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final RequestRules rules;
    private final Function<String, @Nullable String> host;
    private final EngineContext context;
    private @Nullable HttpClient usual;
    private @Nullable HttpClient direct;

    /**
     * Creates the clients of a manager's agents; opens nothing.
     *
     * @param rules what is added to which requests
     * @param host looks up a variable of the host
     * @param context what the use cases share
     */
    public HttpClients(RequestRules rules, Function<String, @Nullable String> host, EngineContext context) {
        this.rules = rules;
        this.host = host;
        this.context = context;
    }

    /**
     * Returns an agent's client.
     *
     * @param agent the agent
     * @param vault its document
     * @param tokens returns a token that should currently be valid
     * @param rejected reports a token that its service takes for dead
     * @param named chooses rules that name tools
     * @return the client
     */
    public HttpClient client(
            AgentId agent,
            AgentVault vault,
            Function<CredentialKey, ValidToken> tokens,
            BiConsumer<CredentialKey, Secret> rejected,
            Predicate<Set<String>> named) {
        RequestPolicy policy = new RequestPolicy(
                agent,
                bound(agent, named),
                new ItemValues(agent, vault, tokens, rejected, this::system, context),
                new AddressCheck(rules.privateHosts()),
                context.events());
        return new HostBoundClient(policy, this, context.executor());
    }

    /** Returns what an agent's clients add, rules for single tools included. */
    public List<RequestGrant> plan(AgentId agent, AgentVault vault) {
        ItemValues values =
                new ItemValues(agent, vault, HttpClients::none, (key, token) -> none(key), this::system, context);
        return bound(agent, tools -> true).stream()
                .map(rule -> new RequestGrant(
                        agent,
                        rule.name(),
                        rule.key(),
                        rule.item(),
                        rule.target().toString(),
                        values.has(rule)))
                .toList();
    }

    /** Returns the JDK's client for a request. One that carries a value in clear passes no proxy. */
    HttpClient of(PreparedRequest request) {
        boolean clear = RequestMatch.scheme(request.asked().uri()).equals("http");
        return request.secret() && clear ? direct() : usual();
    }

    synchronized HttpClient usual() {
        if (usual == null) {
            usual = builder().build();
        }
        return usual;
    }

    private synchronized HttpClient direct() {
        if (direct == null) {
            direct = builder().proxy(HttpClient.Builder.NO_PROXY).build();
        }
        return direct;
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
    }

    private List<BoundRule> bound(AgentId agent, Predicate<Set<String>> named) {
        return rules.rules().stream()
                .filter(rule -> rule.grant().reaches(agent, named))
                .flatMap(rule -> rule.targets().stream()
                        .map(target -> new BoundRule(
                                rule.grant().name(),
                                rule.grant().key(),
                                rule.grant().item(),
                                target)))
                .toList();
    }

    /** Who only opens a manager needs no catalogue. */
    private List<AgentCredential> system() {
        return new SystemCredentials(SystemCatalogue.builtIn(), host).credentials();
    }

    private static ValidToken none(CredentialKey key) {
        throw new IllegalStateException("a plan asks for no token");
    }
}
