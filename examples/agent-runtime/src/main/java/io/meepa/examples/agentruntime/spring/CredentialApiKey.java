package io.meepa.examples.agentruntime.spring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.openai.credential.BearerTokenCredential;
import com.openai.credential.Credential;
import io.meepa.examples.agentruntime.StoredValue;
import org.springframework.ai.model.ApiKey;

/**
 * A model's key that is looked up at each call, so that a rotation needs no restart.
 *
 * <p>Clients that keep the {@link ApiKey} take this as it is. The options of Spring AI's OpenAI client ask an
 * {@code apiKey} for its value once, when they are built, and keep the text: give them the {@link #credential}.
 *
 * @param stored where the key is
 */
public record CredentialApiKey(StoredValue stored) implements ApiKey {

    /** Returns the value; nothing that writes objects as JSON asks for it. */
    @Override
    @JsonIgnore
    public String getValue() {
        return stored.get();
    }

    /**
     * Returns the key in the form that the OpenAI client asks at each request.
     *
     * @return the credential
     */
    public Credential credential() {
        return BearerTokenCredential.create(this::getValue);
    }
}
