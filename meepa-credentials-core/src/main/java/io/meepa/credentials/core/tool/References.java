package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.CredentialReference;
import io.meepa.credentials.tool.ReferenceResolver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Resolves references for one agent. What is not allowed is refused before any document is read. */
public final class References implements ReferenceResolver {

    private final AgentId self;
    private final AllowList allowed;
    private final Function<AgentId, List<AgentCredential>> credentials;

    /**
     * Creates a resolver.
     *
     * @param self the agent that references without an agent mean
     * @param allowed which references may be resolved
     * @param credentials reads an agent's credentials, asked once for each reference that is allowed
     */
    public References(AgentId self, AllowList allowed, Function<AgentId, List<AgentCredential>> credentials) {
        this.self = self;
        this.allowed = allowed;
        this.credentials = credentials;
    }

    /**
     * Finds the references in texts.
     *
     * @param texts the texts
     * @return the references, in order
     * @throws ConfigurationException if one is malformed
     */
    public static List<CredentialReference> in(Collection<String> texts) {
        return texts.stream()
                .map(ReferencingText::parse)
                .flatMap(text -> text.references().stream())
                .toList();
    }

    @Override
    public Secret resolve(String text) {
        return resolve(List.of(text)).get(0);
    }

    @Override
    public Map<String, Secret> resolve(Map<String, String> texts) {
        List<Secret> values = resolve(List.copyOf(texts.values()));
        Map<String, Secret> resolved = new LinkedHashMap<>();
        int index = 0;
        for (String name : texts.keySet()) {
            resolved.put(name, values.get(index++));
        }
        return resolved;
    }

    @Override
    public List<Secret> resolve(List<String> texts) {
        List<ReferencingText> parsed =
                texts.stream().map(ReferencingText::parse).toList();
        parsed.forEach(text -> text.references().forEach(this::checkAllowed));
        List<Secret> resolved = new ArrayList<>();
        parsed.forEach(text -> resolved.add(resolve(text)));
        return resolved;
    }

    private void checkAllowed(CredentialReference reference) {
        if (!allowed.admits(reference, self)) {
            throw new ConfigurationException(
                    reference + " may not be resolved for " + self + "; add it to what this agent's tools are allowed");
        }
    }

    /** Values are put in once and not looked at again. */
    private Secret resolve(ReferencingText text) {
        ByteArrayOutputStream whole = new WipedBytes();
        for (ReferencingText.Part part : text.parts()) {
            Optional<CredentialReference> reference = part.reference();
            if (reference.isEmpty()) {
                whole.writeBytes(part.text().getBytes(StandardCharsets.UTF_8));
            } else {
                append(value(reference.get()), whole);
            }
        }
        return Secret.wrap(whole.toByteArray());
    }

    private static void append(Secret value, ByteArrayOutputStream whole) {
        value.withBytes(bytes -> {
            whole.writeBytes(bytes);
            return bytes.length;
        });
    }

    private Secret value(CredentialReference reference) {
        List<AgentCredential> fitting = credentials.apply(reference.agent().orElse(self)).stream()
                .filter(AgentCredential::usable)
                .filter(reference.credential()::fits)
                .toList();
        if (fitting.size() > 1) {
            throw new AmbiguousCredentialException(reference + " fits several credentials: "
                    + fitting.stream().map(AgentCredential::name).toList() + "; add ?name=");
        }
        return fitting.stream()
                .findFirst()
                .flatMap(credential -> credential.item(reference.item()))
                .orElseThrow(() -> new CredentialNotFoundException(
                        reference + " fits no usable credential and item; nothing was started"))
                .value();
    }

    /** Leaves no second copy behind. */
    private static final class WipedBytes extends ByteArrayOutputStream {

        @Override
        public synchronized byte[] toByteArray() {
            byte[] bytes = super.toByteArray();
            Arrays.fill(buf, (byte) 0);
            return bytes;
        }
    }
}
