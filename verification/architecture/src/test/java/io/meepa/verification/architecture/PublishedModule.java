package io.meepa.verification.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.stream.Collectors;

/** One published jar, or the class folder that becomes it. */
record PublishedModule(ModuleDescriptor descriptor, JavaClasses classes) {

    String name() {
        return descriptor.name();
    }

    Set<String> packages() {
        return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }

    DescribedPredicate<JavaClass> members() {
        return DescribedPredicate.describe(
                "in module " + name(),
                type -> classes.contain(type.getBaseComponentType().getName()));
    }

    @Override
    public String toString() {
        return name();
    }
}
