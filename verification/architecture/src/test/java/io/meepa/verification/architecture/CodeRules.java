package io.meepa.verification.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.BaseStream;

/** What published code does not do, or only where this says so. */
final class CodeRules {

    /**
     * Who writes files. The store, its reason to be; the engine's own files, where exports and the trail's key are
     * written whole and for their owner alone; the audit trail; the hand-over, for tools that take a secret by file
     * alone; the migration, which retires a legacy file.
     */
    private static final String[] WRITERS = {
        "io.meepa.credentials.sops.disk..",
        "io.meepa.credentials.sops.store..",
        "io.meepa.credentials.core.files..",
        "io.meepa.credentials.core.audit..",
        "io.meepa.credentials.core.tool..",
        "io.meepa.credentials.core.migration.."
    };

    private static final Set<String> FILE_CHANGES =
            Set.of("write", "writeString", "newOutputStream", "newBufferedWriter", "newByteChannel", "copy", "move");

    private static final List<String> FILE_CHANGE_PREFIXES = List.of("create", "delete", "set");

    private static final Set<String> WRITING_TYPES = Set.of(
            "java.io.FileOutputStream",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.nio.channels.FileChannel",
            "java.nio.channels.AsynchronousFileChannel");

    private static final Set<String> OPENING = Set.of("open", "<init>");

    private static final Set<String> GENERATORS =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.concurrent.ThreadLocalRandom");

    static final ArchRule PACKAGES_ARE_NULL_MARKED =
            classes().should(bePackagedWith("org.jspecify.annotations.NullMarked"));

    /** A program that prints the schema for Flyway and Liquibase. */
    private static final String SCHEMA_PROGRAM = "io.meepa.credentials.store.postgres.PostgresSchema";

    /** A data source has to say what its driver would log to: {@link javax.sql.CommonDataSource} wants it. */
    private static final String DATA_SOURCE = "io.meepa.credentials.store.postgres.ConnectionPool";

    /** A contract that prints, for its author, which of its parts it skipped. */
    private static final String SKIPPED_PARTS = "io.meepa.credentials.testkit.SkippedParts";

    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SCHEMA_PROGRAM)
            .and()
            .doNotHaveFullyQualifiedName(SKIPPED_PARTS)
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    static final ArchRule NO_JAVA_UTIL_LOGGING = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(DATA_SOURCE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..");

    static final ArchRule ONLY_THE_ENGINE_LOGS = noClasses()
            .that()
            .resideOutsideOfPackage("io.meepa.credentials.core..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..")
            .because("contracts and plug-ins report by return, exception, event or notice");

    // Stand-ins draw made-up values from a seed, so that a failing test fails again.
    static final ArchRule NO_GUESSABLE_RANDOMNESS = noClasses()
            .that()
            .resideOutsideOfPackages("io.meepa.credentials.standin..", "io.meepa.credentials.testkit..")
            .should()
            .accessTargetWhere(describe("belongs to a guessable generator", CodeRules::isGuessable))
            .because("randomness is a SecureRandom or handed in");

    static final ArchRule NO_WORK_IN_THE_POOL_OF_THE_JVM = noClasses()
            .should()
            .accessTargetWhere(describe("works in the JVM's common pool", CodeRules::isInTheCommonPool))
            .because("the pool is the host's, with two cores it has one thread, and from JDK 25 on it is used even so");

    static final ArchRule NO_JAVA_SERIALISATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(Object(In|Out)put(Stream|Filter)?|Externalizable)")
            .orShould(beSerialisableByChoice())
            .because("a serialised object is a document without a lock");

    static final ArchRule FILES_ARE_WRITTEN_BY_WRITERS_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages(WRITERS)
            .should()
            .accessTargetWhere(describe("changes a file", CodeRules::changesAFile));

    static final ArchRule NO_DATABIND = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..")
            .because("the cold path loads no reflective binding");

    private CodeRules() {}

    private static boolean isInTheCommonPool(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        JavaClass owner = target.getOwner();
        boolean asynchronous = owner.isAssignableTo(CompletionStage.class)
                && target.getName().endsWith("Async")
                && target instanceof AccessTarget.CodeUnitAccessTarget called
                && called.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Executor.class));
        boolean parallel = target.getName().equals("parallelStream")
                || (target.getName().equals("parallel") && owner.isAssignableTo(BaseStream.class));
        return asynchronous || parallel || target.getFullName().contains("ForkJoinPool.commonPool");
    }

    private static boolean isGuessable(JavaAccess<?> access) {
        return GENERATORS.contains(access.getTargetOwner().getName())
                || (access.getTargetOwner().isEquivalentTo(Math.class)
                        && access.getName().equals("random"));
    }

    private static boolean changesAFile(JavaAccess<?> access) {
        String name = access.getName();
        if (access.getTargetOwner().isEquivalentTo(Files.class)) {
            return FILE_CHANGES.contains(name) || FILE_CHANGE_PREFIXES.stream().anyMatch(name::startsWith);
        }
        return WRITING_TYPES.contains(access.getTargetOwner().getName()) && OPENING.contains(name);
    }

    private static ArchCondition<JavaClass> bePackagedWith(String annotation) {
        return new ArchCondition<>("be in a package with @" + annotation) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(annotation);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " in " + type.getPackageName()));
            }
        };
    }

    private static ArchCondition<JavaClass> beSerialisableByChoice() {
        return new ArchCondition<>("implement Serializable") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean chosen = type.isAssignableTo(Serializable.class)
                        && !assignableTo(Throwable.class)
                                .or(assignableTo(Enum.class))
                                .test(type);
                events.add(new SimpleConditionEvent(type, chosen, type.getName() + " is serialisable"));
            }
        };
    }
}
