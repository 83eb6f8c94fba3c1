package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.testkit.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @DisplayName("R13, B-58: an upstream that repeats all it was sent gets no secret into an error")
    @CsvSource({
        "POST, /token, 400",
        "POST, /token, 500",
        "GET, /users, 400",
        "POST, /users, 400",
        "POST, /users, 403",
        "POST, /users, 412",
        "POST, /users, 500",
        "PUT, /users/, 400",
        "PUT, /users/, 500"
    })
    void showsNoKeyAssertionTokenOrPassword(String method, String path, int status) {
        try (WorkspaceFixture scene = new WorkspaceFixture()) {
            Ledger ledger = WorkspaceFixture.ledger();
            if (method.equals("PUT")) {
                scene.workspace.existing(WorkspaceFixture.ADDRESS, WorkspaceFixture.TAG.text());
            }
            for (int i = 0; i < 20; i++) {
                scene.workspace.plan(method, path, How.ECHO, new Answer(status, ""));
            }

            Throwable failure = catchThrowable(() -> scene.issue(ledger));

            assertThat(failure).isNotNull();
            assertThat(printed(failure)).doesNotContain(secrets(scene, ledger));
        }
    }

    private static List<String> secrets(WorkspaceFixture scene, Ledger ledger) {
        List<String> secrets = new ArrayList<>(
                List.of("ya29.access", Keys.base64(), Keys.base64().substring(64, 128)));
        ledger.secrets().values().forEach(secret -> secrets.add(secret.reveal()));
        scene.workspace.seen.stream()
                .filter(call -> call.path().equals("/token"))
                .map(call -> FakeWorkspace.form(call.body()).getOrDefault("assertion", ""))
                .forEach(assertion -> {
                    assertThat(assertion).isNotEmpty();
                    secrets.addAll(List.of(assertion.split("\\.", -1)));
                });
        return secrets;
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
