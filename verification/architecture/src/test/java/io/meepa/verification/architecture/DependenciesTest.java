package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.meepa.verification.architecture.planted.Everything;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DependenciesTest {

    private static final JavaClasses PLANTED =
            new ClassFileImporter().importPackages(Everything.class.getPackageName());

    @ParameterizedTest
    @MethodSource("modules")
    void pointOneWayBetweenModules(PublishedModule module) {
        Dependencies.knowsOnlyItsOwn(module).check(module.classes());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void goInNoCircleBetweenPackages(PublishedModule module) {
        Dependencies.packagesAreAcyclic().check(module.classes());
    }

    @Test
    void ofTheContractsAreTheRuntimesOnly() {
        PublishedModule api = PublishedModules.named(Dependencies.API);

        Dependencies.contractsKnowOnlyTheRuntime(api).check(api.classes());
    }

    @Test
    void areNoticedWhereTheyAreForbidden() {
        PublishedModule api = PublishedModules.named(Dependencies.API);
        PublishedModule posing = new PublishedModule(api.descriptor(), PLANTED);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Dependencies.knowsOnlyItsOwn(posing).check(PLANTED))
                .withMessageContaining("io.meepa.credentials.model.Secret");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> Dependencies.contractsKnowOnlyTheRuntime(posing).check(PLANTED))
                .withMessageContaining("com.fasterxml.jackson.databind.ObjectMapper");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Dependencies.packagesAreAcyclic().check(PLANTED))
                .withMessageContaining("Cycle detected");
    }

    static Stream<PublishedModule> modules() {
        return PublishedModules.all().stream();
    }
}
