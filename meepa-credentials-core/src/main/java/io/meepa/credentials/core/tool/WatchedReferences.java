package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.CredentialReference;
import io.meepa.credentials.tool.ReferenceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A resolver that reports which references it replaces with values. A text without any reports nothing. */
public final class WatchedReferences implements ReferenceResolver {

    private final ReferenceResolver references;
    private final AgentId agent;
    private final Events events;

    /** Creates a resolver that reports to events. */
    public WatchedReferences(ReferenceResolver references, AgentId agent, Events events) {
        this.references = references;
        this.agent = agent;
        this.events = events;
    }

    @Override
    public Secret resolve(String text) {
        return recorded(List.of(text), () -> references.resolve(text));
    }

    @Override
    public Map<String, Secret> resolve(Map<String, String> texts) {
        return recorded(texts.values(), () -> references.resolve(texts));
    }

    @Override
    public List<Secret> resolve(List<String> texts) {
        return recorded(texts, () -> references.resolve(texts));
    }

    private <T> T recorded(Collection<String> texts, Supplier<T> action) {
        List<CredentialReference> named = References.in(texts);
        if (named.isEmpty()) {
            return action.get();
        }
        String subject = named.stream().map(CredentialReference::toString).collect(Collectors.joining(","));
        return events.around(agent, Kind.INJECT, subject, action);
    }
}
