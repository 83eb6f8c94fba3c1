package io.meepa.examples.agentruntime.mcp;

import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.HttpRequestSnapshot;
import io.modelcontextprotocol.client.transport.customizer.McpHttpClientTransportAuthorizationErrorHandler;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.common.McpTransportContext;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the MCP Java SDK call a protected server. Where there is no access, the outcome is reported, with the address at which a
 * person signs in, and the call fails as the SDK has it. Do not log the SDK's request snapshots: they print the token.
 *
 * @param access the agent's access
 * @param reported receives what was in the way
 */
public record AuthorizedRequests(McpAuthorization access, Consumer<McpAccess> reported)
        implements McpSyncHttpClientRequestCustomizer, McpHttpClientTransportAuthorizationErrorHandler {

    /**
     * Authorizes the requests of a transport.
     *
     * @param transport the transport to be
     * @return the same
     */
    public HttpClientStreamableHttpTransport.Builder applyTo(HttpClientStreamableHttpTransport.Builder transport) {
        return transport.addHttpRequestCustomizer(this).authorizationErrorHandler(this);
    }

    @Override
    public void customize(
            HttpRequest.Builder request,
            String method,
            URI address,
            @Nullable String body,
            McpTransportContext context) {
        access.current().ifPresent(token -> token.headers(method, address).forEach(request::setHeader));
    }

    @Override
    public Publisher<Boolean> handle(HttpRequestSnapshot request, ResponseInfo response, McpTransportContext context) {
        McpChallenge challenge = McpChallenge.of(response.statusCode(), response.headers(), request.headers());
        return Mono.fromSupplier(() -> Challenges.answered(access, challenge, reported))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public int maxRetries() {
        return Challenges.MOST_RETRIES;
    }
}
