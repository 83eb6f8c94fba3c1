package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Packages are small")
final class PackageSizesTest {

    @ParameterizedTest
    @MethodSource("modules")
    void noneHasTooManyTypes(PublishedModule module) {
        assertThat(PackageSizes.tooLarge(module.classes())).isEmpty();
    }

    @Test
    void oneTypeTooManyIsNoticed() {
        JavaClass type = new ClassFileImporter().importClass(PackageSizesTest.class);

        assertThat(PackageSizes.tooLarge(Collections.nCopies(20, type))).isEmpty();
        assertThat(PackageSizes.tooLarge(Collections.nCopies(21, type)))
                .containsOnlyKeys(type.getPackageName())
                .containsValue(21);
    }

    @Test
    void nestedTypesAreNotCounted() {
        List<JavaClass> types = new ArrayList<>(new ClassFileImporter().importClasses(Nested.class));

        assertThat(PackageSizes.of(types)).isEmpty();
    }

    static List<PublishedModule> modules() {
        return PublishedModules.all();
    }

    private static final class Nested {}
}
