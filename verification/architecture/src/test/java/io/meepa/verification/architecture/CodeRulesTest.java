package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.meepa.verification.architecture.planted.ByReference;
import io.meepa.verification.architecture.planted.Everything;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Q2: what published code does not do")
final class CodeRulesTest {

    private static final List<ArchRule> EVERYWHERE = List.of(
            CodeRules.PACKAGES_ARE_NULL_MARKED,
            CodeRules.NO_STANDARD_STREAMS,
            CodeRules.NO_JAVA_UTIL_LOGGING,
            CodeRules.ONLY_THE_ENGINE_LOGS,
            CodeRules.NO_GUESSABLE_RANDOMNESS,
            CodeRules.NO_WORK_IN_THE_POOL_OF_THE_JVM,
            CodeRules.NO_JAVA_SERIALISATION,
            CodeRules.FILES_ARE_WRITTEN_BY_WRITERS_ONLY,
            SecretRules.REVEALED_BY_ADAPTERS_ONLY,
            SecretRules.HELD_BY_SECRET_ONLY,
            SecretRules.NOT_COMPARED_BYTE_BY_BYTE,
            SecretRules.CIPHERS_ARE_THE_CODECS);

    private static final List<String> WITHOUT_DATABIND =
            List.of(Dependencies.API, Dependencies.CORE, Dependencies.SOPS);

    private static final JavaClasses PLANTED =
            new ClassFileImporter().importPackages(Everything.class.getPackageName());

    @ParameterizedTest
    @MethodSource("rulesAndModules")
    void holdsForEveryModule(ArchRule rule, PublishedModule module) {
        rule.check(module.classes());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isNoticedWhereItHappens(ArchRule rule) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(PLANTED))
                .withMessageContaining(Everything.class.getSimpleName());
    }

    @Test
    void isNoticedWhereItIsReferredToAsWell() {
        List<ArchRule> evadable = List.of(
                CodeRules.NO_GUESSABLE_RANDOMNESS,
                CodeRules.NO_WORK_IN_THE_POOL_OF_THE_JVM,
                CodeRules.FILES_ARE_WRITTEN_BY_WRITERS_ONLY,
                SecretRules.REVEALED_BY_ADAPTERS_ONLY,
                SecretRules.NOT_COMPARED_BYTE_BY_BYTE);

        assertThat(evadable)
                .allSatisfy(rule -> assertThat(
                                rule.evaluate(PLANTED).getFailureReport().getDetails())
                        .anyMatch(detail -> detail.contains(ByReference.class.getSimpleName())));
    }

    static Stream<ArchRule> rules() {
        return Stream.concat(EVERYWHERE.stream(), Stream.of(CodeRules.NO_DATABIND));
    }

    static Stream<Arguments> rulesAndModules() {
        return Stream.concat(
                EVERYWHERE.stream()
                        .flatMap(rule -> PublishedModules.all().stream().map(module -> Arguments.of(rule, module))),
                Stream.concat(
                        WITHOUT_DATABIND.stream()
                                .map(name -> Arguments.of(CodeRules.NO_DATABIND, PublishedModules.named(name))),
                        Stream.of(Arguments.of(
                                SecretRules.COMPARED_IN_CONSTANT_TIME, PublishedModules.named(Dependencies.API)))));
    }
}
