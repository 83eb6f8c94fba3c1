package io.meepa.examples.agentruntime;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.examples.agentruntime.spring.CredentialApiKey;
import io.meepa.verification.watch.Canaries;
import org.junit.jupiter.api.Test;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's client of OpenAI continues with a new key, without a restart. */
final class CredentialApiKeyTest {

    private static final String ANSWER = "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,"
            + "\"model\":\"scripted\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"logprobs\":null,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\",\"refusal\":null}}]}";

    @Test
    void usesTheNewKeyAfterARotation() {
        try (AgentFixture fixture = new AgentFixture();
                ScriptedServer openai = new ScriptedServer(body -> ANSWER)) {
            CredentialApiKey key = new CredentialApiKey(fixture.token());
            OpenAiChatModel model = model(OpenAiChatOptions.builder().credential(key.credential()), openai);

            assertThat(model.call("hi")).isEqualTo("hello");
            fixture.renew("sk-canary-second");
            assertThat(model.call("again")).isEqualTo("hello");

            assertThat(openai.authorizations())
                    .containsExactly("Bearer " + AgentFixture.TOKEN, "Bearer sk-canary-second");
        }
    }

    @Test
    void reportsTheKeyToAClientThatAsksAtEachCall() {
        try (AgentFixture fixture = new AgentFixture()) {
            CredentialApiKey key = new CredentialApiKey(fixture.token());
            assertThat(key.getValue()).isEqualTo(AgentFixture.TOKEN);
            fixture.renew("sk-canary-second");
            assertThat(key.getValue()).isEqualTo("sk-canary-second");
            assertThat(Canaries.formsIn(key.toString())).isEmpty();
        }
    }

    /** Why the credential, and not the key, goes into the options: these keep the text that they were built with. */
    @Test
    void isAskedOnceByTheOptionsOfTheOpenAiClient() {
        try (AgentFixture fixture = new AgentFixture()) {
            OpenAiChatOptions options = OpenAiChatOptions.builder()
                    .apiKey(new CredentialApiKey(fixture.token()))
                    .build();
            fixture.renew("sk-canary-second");
            assertThat(options.getApiKey()).isEqualTo(AgentFixture.TOKEN);
        }
    }

    private static OpenAiChatModel model(OpenAiChatOptions.Builder options, ScriptedServer openai) {
        return OpenAiChatModel.builder()
                .options(options.baseUrl(openai.address().toString())
                        .model("scripted")
                        .maxRetries(0)
                        .build())
                .build();
    }
}
