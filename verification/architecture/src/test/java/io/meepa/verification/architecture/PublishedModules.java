package io.meepa.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Finds our modules on the class path by their descriptors, and reads their classes once. */
final class PublishedModules {

    private static final String DESCRIPTOR = "module-info.class";
    private static final List<PublishedModule> ALL = find();

    private PublishedModules() {}

    static List<PublishedModule> all() {
        return ALL;
    }

    static PublishedModule named(String name) {
        return ALL.stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("module " + name + " is not on the class path: " + ALL));
    }

    private static List<PublishedModule> find() {
        try {
            return Collections.list(PublishedModules.class.getClassLoader().getResources(DESCRIPTOR)).stream()
                    .filter(PublishedModules::isOurs)
                    .map(PublishedModules::read)
                    .sorted(Comparator.comparing(PublishedModule::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(URL descriptor) {
        return descriptor(descriptor).name().startsWith("io.meepa.");
    }

    private static PublishedModule read(URL descriptor) {
        String url = descriptor.toString();
        URI root = URI.create(url.substring(0, url.length() - DESCRIPTOR.length()));
        JavaClasses classes = new ClassFileImporter().importLocations(List.of(Location.of(root)));
        return new PublishedModule(descriptor(descriptor), classes);
    }

    private static ModuleDescriptor descriptor(URL url) {
        try (InputStream in = url.openStream()) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
