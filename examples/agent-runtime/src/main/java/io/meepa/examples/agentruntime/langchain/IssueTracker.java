package io.meepa.examples.agentruntime.langchain;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A tool whose arguments a model writes. The model knows the reference of a token; the token takes its place behind the
 * model's back, in the call itself, and is masked in what the service answers.
 */
public final class IssueTracker {

    private final AgentCredentials agent;
    private final URI issues;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Creates the tool.
     *
     * @param agent whose references are resolved
     * @param issues where issues are opened
     */
    public IssueTracker(AgentCredentials agent, URI issues) {
        this.agent = agent;
        this.issues = issues;
    }

    /**
     * Opens an issue.
     *
     * @param title what it is about
     * @param token who opens it, as a reference
     * @return what the service said, for the model to read
     * @throws IOException if the service cannot be reached
     * @throws InterruptedException if the thread was interrupted
     */
    @Tool("Opens an issue")
    public String openIssue(
            @P("the title") String title, @P("a reference such as cred:///login/github#token") String token)
            throws IOException, InterruptedException {
        try (Secret resolved = agent.tools().references().resolve(token)) {
            HttpRequest request = HttpRequest.newBuilder(issues)
                    .header("Authorization", "Bearer " + resolved.reveal())
                    .POST(BodyPublishers.ofString(title))
                    .build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return agent.tools().mask().apply(answer);
        }
    }
}
