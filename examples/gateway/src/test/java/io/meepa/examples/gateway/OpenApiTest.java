package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.examples.gateway.Client.Reply;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The description of the API lists every address and method that there is, and no other")
class OpenApiTest {

    private static RunningGateway running;
    private static JsonNode description;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        description = Client.anonymous(running).get("openapi.json").json();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void listsTheRoutes() {
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(running.gateway.routes());
    }

    @Test
    void answersAsDescribedWhatEachAddressTakes() throws Exception {
        Client client = Client.withToken(running);
        for (var path : description.path("paths").properties()) {
            String address = path.getKey().substring(1).replaceAll("\\{[a-z]+}", "nobody");
            Reply options = client.method("OPTIONS", address);
            Set<String> taken = Arrays.stream(options.whole()
                            .headers()
                            .firstValue("Allow")
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .split(", "))
                    .collect(Collectors.toSet());
            taken.removeAll(Set.of("head", "options"));
            assertThat(path.getValue().fieldNames())
                    .toIterable()
                    .as(path.getKey())
                    .containsExactlyInAnyOrderElementsOf(taken);
        }
    }

    @Test
    void givesEachOperationANameOfItsOwn() {
        assertThat(description.findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }
}
