package io.meepa.examples.agentruntime.mcp;

import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpAuthorizationErrorHandler;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequest;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestCustomizer;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestHeaders;
import io.modelcontextprotocol.modern.client.transport.McpHttpResponseInfo;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the MCP Java SDK's client of the stateless revision (2026-07-28) call a protected server. As {@link AuthorizedRequests},
 * for the other generation.
 *
 * @param access the agent's access
 * @param reported receives what was in the way
 */
public record AuthorizedExchanges(McpAuthorization access, Consumer<McpAccess> reported)
        implements McpHttpRequestCustomizer, McpHttpAuthorizationErrorHandler {

    /**
     * Authorizes the requests of a transport.
     *
     * @param transport the transport to be
     * @return the same
     */
    public HttpClientMcpTransport.Builder applyTo(HttpClientMcpTransport.Builder transport) {
        return transport.requestCustomizer(this).authorizationErrorHandler(this);
    }

    @Override
    public Mono<Void> customize(McpHttpRequest request, McpHttpRequestHeaders headers, McpTransportContext context) {
        return Mono.<Void>fromRunnable(() -> access.current()
                        .ifPresent(token -> token.headers(request.httpMethod(), request.uri())
                                .forEach(headers::set)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Boolean> handle(McpHttpRequest request, McpHttpResponseInfo response, McpTransportContext context) {
        McpChallenge challenge = McpChallenge.of(response.statusCode(), response.headers(), request.headers());
        return Mono.fromSupplier(() -> Challenges.answered(access, challenge, reported))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public int maxRetries() {
        return Challenges.MOST_RETRIES;
    }
}
