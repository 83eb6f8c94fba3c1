package io.meepa.examples.agentruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import io.meepa.examples.agentruntime.langchain.IssueTracker;
import io.meepa.verification.watch.Canaries;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A model opens an issue with a token that it never sees. */
final class IssueTrackerTest {

    /** What AiServices makes a bean of. */
    interface Assistant {

        String chat(String message);
    }

    private final MessageWindowChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);

    /** F-14: messages, tool arguments, tool results; the watch looks at log and output besides. */
    @Test
    void showsTheModelAReferenceAndTheServiceTheValue() {
        ScriptedModel model = new ScriptedModel("openIssue", arguments("cred:///login/github#token"));
        try (AgentFixture fixture = new AgentFixture();
                ScriptedServer github = new ScriptedServer(body -> "opened: " + body)) {
            String answer = assistant(model, fixture, github).chat("Open an issue about the leak");

            assertThat(answer).contains("opened: leak");
            assertThat(github.authorizations()).containsExactly("Bearer " + AgentFixture.TOKEN);
            assertThat(model.shown()).contains("cred:///login/github#token");
            assertNoValue(model);
        }
    }

    @Test
    void masksAValueThatTheServiceRepeats() {
        String base64 = Base64.getEncoder().encodeToString(AgentFixture.TOKEN.getBytes(StandardCharsets.UTF_8));
        ScriptedModel model = new ScriptedModel("openIssue", arguments("cred:///login/github#token"));
        try (AgentFixture fixture = new AgentFixture();
                ScriptedServer github = new ScriptedServer(body -> "you are " + AgentFixture.TOKEN + " or " + base64)) {
            assertThat(assistant(model, fixture, github).chat("Open an issue")).contains("you are *** or ***");
            assertNoValue(model);
        }
    }

    @Test
    void callsNobodyWithAReferenceThatWasNotGranted() {
        ScriptedModel model = new ScriptedModel("openIssue", arguments("cred:///api_key/model#api_key"));
        try (AgentFixture fixture = new AgentFixture();
                ScriptedServer github = new ScriptedServer(body -> "opened")) {
            assistant(model, fixture, github).chat("Open an issue with the model's own key");

            assertThat(github.authorizations()).isEmpty();
            assertThat(model.shown()).contains("api_key/model#api_key").contains("may not be resolved");
            assertNoValue(model);
        }
    }

    private Assistant assistant(ScriptedModel model, AgentFixture fixture, ScriptedServer github) {
        return AiServices.builder(Assistant.class)
                .chatModel(model)
                .chatMemory(memory)
                .tools(new IssueTracker(fixture.agent(), github.address()))
                .build();
    }

    private static String arguments(String token) {
        return "{\"title\":\"leak\",\"token\":\"" + token + "\"}";
    }

    private void assertNoValue(ScriptedModel model) {
        assertThat(Canaries.formsIn(model.shown() + memory.messages())).isEmpty();
    }
}
