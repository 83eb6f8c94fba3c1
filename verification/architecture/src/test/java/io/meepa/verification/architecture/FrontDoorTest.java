package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The front door")
final class FrontDoorTest {

    private static final String ENGINE_CONTRACT = "io.meepa.credentials.spi.engine";

    private static final Set<String> HANDLES =
            Set.of("tokens", "managed", "connections", "tools", "signups", "manualSteps", "storage");

    private static final PublishedModule API = PublishedModules.named(Dependencies.API);

    @Test
    @DisplayName("an agent's handle shows at most ten operations, and one handle per further use case")
    void showsFewOperations() {
        Set<String> names = Arrays.stream(AgentCredentials.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).containsAll(HANDLES).contains("id");

        names.removeAll(HANDLES);
        names.remove("id");
        assertThat(names)
                .containsExactly(
                        "add", "deprovision", "environment", "get", "list", "plan", "provision", "remove", "replace")
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    @DisplayName("the engine's contract is exported to the engine alone, and everything else to all")
    void exportsTheEnginesContractToTheEngineAlone() {
        Set<Exports> exports = API.descriptor().exports();

        assertThat(exports)
                .filteredOn(Exports::isQualified)
                .allSatisfy(export -> assertThat(export.targets()).allMatch(target -> target.startsWith("io.meepa.")))
                .filteredOn(export -> export.source().equals(ENGINE_CONTRACT))
                .singleElement()
                .satisfies(export -> assertThat(export.targets()).containsExactly(Dependencies.CORE));
    }
}
