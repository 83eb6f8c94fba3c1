package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.handover.References;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.handover.CredentialReference;
import io.meepa.credentials.handover.ReferenceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A resolver that tells which references it puts values in place of. Texts without any tell nothing. */
final class WatchedReferences implements ReferenceResolver {

    private final ReferenceResolver references;
    private final AgentId agent;
    private final Events events;

    WatchedReferences(ReferenceResolver references, AgentId agent, Events events) {
        this.references = references;
        this.agent = agent;
        this.events = events;
    }

    @Override
    public Secret resolve(String text) {
        return handed(List.of(text), () -> references.resolve(text));
    }

    @Override
    public Map<String, Secret> resolve(Map<String, String> texts) {
        return handed(texts.values(), () -> references.resolve(texts));
    }

    @Override
    public List<Secret> resolve(List<String> texts) {
        return handed(texts, () -> references.resolve(texts));
    }

    private <T> T handed(Collection<String> texts, Supplier<T> action) {
        List<CredentialReference> named = References.in(texts);
        if (named.isEmpty()) {
            return action.get();
        }
        String subject = named.stream().map(CredentialReference::toString).collect(Collectors.joining(","));
        return events.around(agent, Kind.INJECT, subject, action);
    }
}
