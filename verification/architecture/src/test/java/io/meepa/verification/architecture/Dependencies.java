package io.meepa.verification.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;

/** Who may know whom. */
final class Dependencies {

    static final String API = "io.meepa.credentials";
    static final String CORE = "io.meepa.credentials.core";
    static final String SOPS = "io.meepa.credentials.sops";
    static final String TESTKIT = "io.meepa.credentials.testkit";
    static final String STANDINS = "io.meepa.credentials.standin";
    static final String SUPPORT = "io.meepa.credentials.provider.support";

    /** Which of our modules a module may know, beside itself. */
    static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry(API, Set.of()),
            entry(CORE, Set.of(API)),
            entry(SOPS, Set.of(API)),
            entry("io.meepa.credentials.store.postgres", Set.of(API, SOPS)),
            entry(SUPPORT, Set.of(API)),
            entry("io.meepa.credentials.provider.agentmail", Set.of(API, SUPPORT)),
            entry("io.meepa.credentials.provider.gworkspace", Set.of(API, SUPPORT)),
            entry("io.meepa.credentials.provider.oauth", Set.of(API, SUPPORT)),
            entry("io.meepa.credentials.provider.privacy", Set.of(API, SUPPORT)),
            entry("io.meepa.credentials.telemetry", Set.of(API)),
            entry(TESTKIT, Set.of(API)),
            entry(STANDINS, Set.of(API, TESTKIT)));

    private Dependencies() {}

    static ArchRule knowsOnlyItsOwn(PublishedModule module) {
        DescribedPredicate<JavaClass> known = ALLOWED.getOrDefault(module.name(), Set.of()).stream()
                .map(name -> PublishedModules.named(name).members())
                .reduce(module.members(), (some, more) -> some.or(more));
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.meepa..")
                        .and(DescribedPredicate.not(known))
                        .as("belong to a module of ours that %s may not know", module.name()))
                .because("contracts know no engine, and no plug-in knows the engine or another plug-in");
    }

    static ArchRule contractsKnowOnlyTheRuntime(PublishedModule api) {
        return classes()
                .should()
                .onlyDependOnClassesThat(api.members().or(resideInAnyPackage("java..", "org.jspecify.annotations..")))
                .because("what plug-ins and hosts compile against has no dependencies");
    }

    static ArchRule packagesAreAcyclic() {
        return slices().assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .because("a package is understood before those that use it");
    }

    private static final class ByPackage implements SliceAssignment {

        /** Where the engine is found: it makes managers, and the manager's builder asks it for one. */
        private static final Set<String> DOORS = Set.of("io.meepa.credentials.CredentialManagerBuilder");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return DOORS.contains(type.getName())
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages, the door to the engine left out";
        }
    }
}
