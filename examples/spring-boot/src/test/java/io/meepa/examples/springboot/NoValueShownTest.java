package io.meepa.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@DisplayName("R13: what an application shows by itself has no value in it")
final class NoValueShownTest {

    private static final String VALUE = "canary-0123456789";
    private static final String KEY = "canary-organisation-key";
    private static final Pattern LINK = Pattern.compile("\"href\":\"(http[^\"{]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    private ConfigurableApplicationContext application;

    @BeforeEach
    void start() {
        Map<String, Object> properties = Map.of(
                "server.port", "0",
                "meepa.home", home.toString(),
                "meepa.provision-at-start", "false",
                "meepa.credentials.email.agentmail.api_key_env", "MAIL_KEY",
                "meepa.credentials.environment.grants.GITHUB_TOKEN", "login/github#token",
                "meepa.agent_defaults.image_config.inject_credentials_env", "true",
                "MAIL_KEY", KEY,
                "management.endpoints.web.exposure.include", "*",
                "management.endpoint.health.show-details", "always");
        application = new SpringApplicationBuilder(Application.class, MistakenController.class)
                .properties(properties)
                .run();
        application
                .getBean(CredentialManager.class)
                .agent("meepa")
                .add(AgentCredential.login("github")
                        .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                        .build());
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private String base() {
        return "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
    }

    @Test
    @DisplayName("no page of /actuator, health and our endpoint among them; it is up")
    void showsNoneAtActuator() throws IOException, InterruptedException {
        Map<String, String> pages = new TreeMap<>();
        Matcher links = LINK.matcher(get(base() + "/actuator"));
        while (links.find()) {
            String page = links.group(1).replaceFirst("http://[^/]+", "");
            if (!page.endsWith("/heapdump")) { // It is the memory itself, and closed unless a host opens it.
                pages.put(page, get(base() + page));
            }
        }

        assertThat(pages)
                .containsKeys("/actuator/health", "/actuator/credentials", "/actuator/env", "/actuator/configprops");
        assertThat(pages.get("/actuator/credentials")).contains("login/github");
        assertThat(pages.get("/actuator/health"))
                .contains("\"credentials\"")
                .contains("UP")
                .doesNotContain("DOWN");
        assertThat(pages.get("/actuator/metrics")).contains("meepa.credentials");
        assertThat(pages.values()).noneMatch(page -> page.contains("canary"));
    }

    @Test
    @DisplayName("no controller that returns our types by mistake, with Jackson 3")
    void showsNoneInJson() throws IOException, InterruptedException {
        for (String path : List.of("/credential", "/secret", "/list", "/agent", "/environment", "/doctor")) {
            assertThat(get(base() + path)).as(path).isNotEmpty().doesNotContain("canary");
        }
        assertThat(get(base() + "/list")).contains("github");
    }

    @Test
    @DisplayName("no mapper of Jackson 2, which is there beside it")
    void showsNoneInOlderJson() {
        ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
        MistakenController controller = application.getBean(MistakenController.class);
        for (Object mistaken : List.of(
                controller.credential(),
                controller.secret(),
                controller.list(),
                controller.agent(),
                controller.environment())) {
            assertThat(written(mapper, mistaken)).doesNotContain("canary");
        }
        assertThat(application
                        .getBean(CredentialManager.class)
                        .agent("meepa")
                        .get(Category.LOGIN, "github")
                        .secret("token")
                        .reveal())
                .isEqualTo(VALUE);
    }

    /** What cannot be written shows nothing either. */
    private static String written(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
